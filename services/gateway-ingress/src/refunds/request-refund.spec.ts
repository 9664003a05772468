import type { RecordedEvent } from '@tollgate/contracts';
import { usd } from '@tollgate/money';
import { fold, type Order, orders } from '@tollgate/order';
import {
  authorizationRequested,
  fraudAccepted,
  onlineLine,
  orderPlaced,
  orderPriced,
  paymentAuthorized,
  paymentCaptured,
  paymentDeclined,
  recorded,
  refundRequested,
  specification,
} from '@tollgate/testing';
import { requestRefund } from './request-refund.js';

const given = specification(orders);
const asked: readonly RecordedEvent[] = [orderPlaced(), orderPriced(), fraudAccepted(), authorizationRequested()];
const sold = [...asked, paymentAuthorized(), paymentCaptured()];
const refund = (id: string, minor: bigint) =>
  refundRequested(
    { amount: usd(minor), lines: [{ line: 1, goods: usd(minor) }], shipping: usd(0n), shippingTax: usd(0n) },
    { id },
  );
const refunded = (id: string, minor: bigint) => [
  refund(id, minor),
  recorded('PaymentRefunded', { operation: id, amount: usd(minor) }, { version: 4 }),
];
const amountOf = (history: readonly RecordedEvent[], command: Parameters<typeof requestRefund>[1]) => {
  const [event] = requestRefund(fold(history) as Order, command);
  return event?.type === 'RefundRequested' ? Number(event.data.amount?.minor) : undefined;
};

describe('a request to refund', () => {
  it('gives everything back unless told what', () => expect(amountOf(sold, {})).toBe(5426));
  it('gives back an amount', () => expect(amountOf(sold, { amount: 1000 })).toBe(1000));
  it('gives back pieces of a line with their tax', () =>
    expect(amountOf(sold, { lines: [{ line: 2, quantity: 1 }] })).toBe(1300));
  it('gives back shipping with its tax', () => expect(amountOf(sold, { shipping: 795 })).toBe(827));
  it('gives back what is left after others', () => expect(amountOf([...sold, ...refunded('r1', 426n)], {})).toBe(5000));

  it('M3: 9 times 11.11 and 0.01 are the whole of 100.00, and no more', () => {
    const hundred = { amount: usd(10_000n) };
    const history: RecordedEvent[] = [
      orderPlaced({ lines: [{ ...onlineLine, unitAmount: usd(10_000n) }] }),
      orderPriced({ total: usd(10_000n), shipping: usd(0n), tax: usd(0n), taxLines: [] }),
      fraudAccepted(),
      authorizationRequested(hundred),
      paymentAuthorized(hundred),
      paymentCaptured(hundred),
    ];
    for (let count = 1; count <= 9; count += 1) {
      expect(amountOf(history, { amount: 1111 })).toBe(1111);
      history.push(...refunded(`r${count}`, 1111n));
    }
    given(...history)
      .when(requestRefund, { amount: 2 })
      .thenRefused('amount_exceeds_refundable', '/amount');
    expect(amountOf(history, { amount: 1 })).toBe(1);
    given(...history, ...refunded('r10', 1n))
      .when(requestRefund, {})
      .thenRefused('already_refunded');
  });

  it('M3: counts what is only asked for: 30.00 twice of 54.26 is one too many', () =>
    given(...sold, refund('r1', 3000n))
      .when(requestRefund, { amount: 3000 })
      .thenRefused('amount_exceeds_refundable', '/amount'));

  it('may be made again after the processor refused one', () => {
    const failed = recorded('RefundFailed', { operation: 'r1', code: 'declined' }, { version: 4 });
    expect(amountOf([...sold, refund('r1', 5426n), failed], {})).toBe(5426);
  });

  it.each([
    ['0', { amount: 0 }, 'invalid_amount', '/amount'],
    ['a negative amount', { amount: -1000 }, 'invalid_amount', '/amount'],
    ['more than was captured', { amount: 5427 }, 'amount_exceeds_refundable', '/amount'],
    ['another currency', { amount: 1, currency: 'EUR' }, 'currency_mismatch', '/currency'],
    ['an amount and lines', { amount: 1, lines: [{ line: 1, quantity: 1 }] }, 'amount_and_lines', '/amount'],
    ['an unknown line', { lines: [{ line: 9, quantity: 1 }] }, 'unknown_line', '/lines/0/line'],
    ['nothing of shipping', { shipping: 0 }, 'invalid_amount', '/shipping'],
    ['a line that stands twice', { lines: [2, 2].map((line) => ({ line, quantity: 1 })) }, 'duplicate_line', '/lines/1/line'],
    ['no lines', { lines: [] }, 'invalid_amount', '/lines'],
  ] as const)('is refused for %s', (_what, command, code, field) =>
    given(...sold)
      .when(requestRefund, command)
      .thenRefused(code, field),
  );

  it.each([
    ['before anything was captured', [...asked, paymentAuthorized()]],
    ['of a declined order', [...asked, paymentDeclined()]],
  ] as const)('is refused %s', (_what, history) =>
    given(...history)
      .when(requestRefund, {})
      .thenRefused('not_captured'),
  );

  it.each([
    ['while one of everything is under way', [refund('r1', 5426n)], 'refund_pending'],
    ['while one of the rest is under way', [...refunded('r1', 5000n), refund('r2', 426n)], 'refund_pending'],
    ['after everything was given back', refunded('r1', 5426n), 'already_refunded'],
    ['after everything was given back in parts', [...refunded('r1', 5000n), ...refunded('r2', 426n)], 'already_refunded'],
  ] as const)('is refused %s', (_what, refunds, code) => {
    for (const command of [{}, { amount: 1 }, { lines: [{ line: 2, quantity: 1 }] }]) {
      given(...sold, ...refunds)
        .when(requestRefund, command)
        .thenRefused(code);
    }
  });
});
