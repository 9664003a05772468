import type { RecordedEvent } from '@tollgate/contracts';
import { usd } from '@tollgate/money';
import { fold, type Order, orders } from '@tollgate/order';
import {
  authorizationRequested,
  fraudAccepted,
  orderPlaced,
  orderPriced,
  paymentAuthorized,
  paymentCaptured,
  refundApprovalRequested,
  refundApprovalResolved,
  refundRequested,
  specification,
} from '@tollgate/testing';
import { type ResolveApproval, resolveApproval } from './resolve-approval.js';

const person = (on: string) => ({ actor: { service: 'gateway-ingress', on } });
const sold: readonly RecordedEvent[] = [
  orderPlaced(),
  orderPriced(),
  fraudAccepted(),
  authorizationRequested(),
  paymentAuthorized(),
  paymentCaptured(),
];
const waiting = (init = {}, id = 'a1') => refundApprovalRequested({ reason: 'broken', ...init }, { id, ...person('usr_ann') });
const byAmount = (minor: bigint, id = 'a1') =>
  waiting({ amount: usd(minor), lines: [{ line: 1, quantity: 0, goods: usd(minor), tax: usd(0n) }], isByLines: false }, id);
const refund = (minor: bigint, init = {}) =>
  refundRequested({
    amount: usd(minor),
    lines: [{ line: 1, goods: usd(minor) }],
    shipping: usd(0n),
    shippingTax: usd(0n),
    ...init,
  });

const wish: ResolveApproval = {
  approval: 'a1',
  decision: 'approve',
  sealedNote: '',
  by: 'usr_bob',
  mayApprove: true,
  now: new Date('2026-11-24T12:00:00.000Z'),
};
const given = specification(orders);
const resolve = (history: readonly RecordedEvent[], init: Partial<ResolveApproval> = {}) =>
  resolveApproval(fold(history) as Order, { ...wish, ...init });

describe('a refund that a second person looks at', () => {
  it('is asked for with the approval, as it was shown, and names it', () =>
    expect(resolve([...sold, waiting()], { sealedNote: 'c2VhbGVk' })).toMatchObject([
      { type: 'RefundApprovalResolved', data: { approval: 'a1', decision: 'approve', sealedNote: 'c2VhbGVk' } },
      {
        type: 'RefundRequested',
        data: {
          approval: 'a1',
          reason: 'broken',
          amount: { minor: 1300n },
          lines: [{ line: 2, quantity: 1, goods: { minor: 1250n }, tax: { minor: 50n } }],
        },
      },
    ]));

  it('gives nothing back when it is rejected', () =>
    expect(resolve([...sold, waiting()], { decision: 'reject' })).toMatchObject([
      { type: 'RefundApprovalResolved', data: { decision: 'reject' } },
    ]));

  it('is never approved by who asked for it; they may take it back', () => {
    given(...sold, waiting())
      .when(resolveApproval, { ...wish, by: 'usr_ann' })
      .thenRefused('own_approval');
    expect(resolve([...sold, waiting()], { by: 'usr_ann', decision: 'reject' })).toHaveLength(1);
  });

  it('is withdrawn by the clerk who asked for it and may approve none; nothing else is theirs to decide', () => {
    const clerk = { by: 'usr_ann', mayApprove: false } as const;
    expect(resolve([...sold, waiting()], { ...clerk, decision: 'reject' })).toMatchObject([
      { type: 'RefundApprovalResolved', data: { decision: 'reject' } },
    ]);
    for (const refused of [clerk, { ...clerk, by: 'usr_cy' }, { ...clerk, by: 'usr_cy', decision: 'reject' }] as const)
      given(...sold, waiting())
        .when(resolveApproval, { ...wish, ...refused })
        .thenRefused('not_allowed');
  });

  it.each(['approve', 'reject'] as const)('takes no %s once its time is over', (decision) =>
    given(...sold, waiting())
      .when(resolveApproval, { ...wish, decision, now: new Date('2026-11-26T12:00:00.000Z') })
      .thenRefused('approval_expired'),
  );

  it.each(['approve', 'reject'] as const)('takes no second decision after %s: one refund at most', (decision) =>
    given(...sold, waiting(), refundApprovalResolved({ approval: 'a1', decision }))
      .when(resolveApproval, wish)
      .thenRefused('approval_resolved'),
  );

  it('is not there under another id', () =>
    given(...sold, waiting())
      .when(resolveApproval, { ...wish, approval: 'a2' })
      .thenRefused('not_found'));

  it('M3: is refused where others took what it would give back: two of 40.00 of 54.26', () => {
    const both = [...sold, byAmount(4000n), byAmount(4000n, 'a2')];
    const [, first] = resolve(both);
    expect(first).toMatchObject({ type: 'RefundRequested', data: { amount: { minor: 4000n } } });
    const after = [...both, refundApprovalResolved({ approval: 'a1' }), refund(4000n, { approval: 'a1' })];
    given(...after)
      .when(resolveApproval, { ...wish, approval: 'a2' })
      .thenRefused('amount_exceeds_refundable');
  });

  it('M3: is refused where its pieces were given back, or everything was', () => {
    const mugs = refundRequested({
      amount: usd(2600n),
      lines: [{ line: 2, quantity: 2, goods: usd(2500n), tax: usd(100n) }],
      shipping: usd(0n),
      shippingTax: usd(0n),
    });
    given(...sold, waiting(), mugs)
      .when(resolveApproval, wish)
      .thenRefused('quantity_exceeds_refundable');
    given(...sold, waiting(), refund(5426n))
      .when(resolveApproval, wish)
      .thenRefused('refund_pending');
  });

  it('is refused where its pieces are worth another amount by now', () =>
    given(...sold, waiting({ amount: usd(1301n) }))
      .when(resolveApproval, wish)
      .thenRefused('refund_changed'));
});
