import type { RecordedEvent } from '@tollgate/contracts';
import { type Money, money, usd } from '@tollgate/money';
import {
  authorizationRequested,
  authorizedPreauth,
  fraudAccepted,
  onlineLine,
  orderPlaced,
  orderPriced,
  paymentAuthorized,
  paymentCaptured,
  paymentDeclined,
  recorded,
  refundRequested,
  testOrderId,
} from '@tollgate/testing';
import { MissingEvents } from '../projection/missing-events.js';
import { stepsOf } from '../projection/reported-order.js';
import { journalEntryOf, turnoverOf } from './journal-entry.js';
import { journalOf } from './testing/histories.js';

const operation = '01890a5d-ac96-7000-8000-0000000000e1';
const capture = '01890a5d-ac96-7000-8000-0000000000c1';

const sale = [
  orderPlaced({ reference: '1E5' }),
  orderPriced(),
  fraudAccepted(),
  authorizationRequested(),
  paymentAuthorized(),
  paymentCaptured({}, { id: capture, occurredAt: '2026-11-30T23:59:59.999Z' }),
];
const refund = (minor: bigint): readonly RecordedEvent[] => [
  refundRequested({ reason: 'damaged' }, { id: operation }),
  recorded('PaymentRefunded', { operation, amount: usd(minor) }, { version: 4, occurredAt: '2026-12-02T08:00:00.000Z' }),
];
const linesOf = (events: readonly RecordedEvent[]): readonly string[] =>
  journalOf(events).map(({ lines }) => lines.map(({ account, minor }) => `${account} ${minor}`).join(', '));

describe('the journal', () => {
  it('books a sale: the processor owes it, goods and shipping are earned, tax is owed', () =>
    expect(journalOf(sale)).toEqual([
      {
        id: capture,
        at: '2026-11-30T23:59:59.999Z',
        merchant: 'mer_demo',
        mode: 'test',
        order: testOrderId,
        reference: '1E5',
        event: 'PaymentCaptured',
        kind: 'sale',
        currency: 'USD',
        memo: 'EBOOK-1, 2 x MUG-1',
        lines: [
          { account: 'clearing:iso8583', minor: 5426n },
          { account: 'sales:digital', minor: -1999n },
          { account: 'sales:physical', minor: -2500n },
          { account: 'shipping:charged', minor: -795n },
          { account: 'tax:US-NY', minor: -132n },
        ],
      },
    ]));

  it('M6: books a refund on its own day, by what it was allocated to, and leaves the sale as it was', () => {
    const [before, after] = journalOf([...sale, ...refund(5426n)]);
    expect(before).toEqual(journalOf(sale)[0]);
    expect(after).toMatchObject({ kind: 'refund', at: '2026-12-02T08:00:00.000Z', memo: 'damaged', event: 'PaymentRefunded' });
    expect(linesOf([...sale, ...refund(5426n)])[1]).toBe(
      'returns:digital 1999, returns:physical 2500, returns:shipping 795, tax:US-NY 132, clearing:iso8583 -5426',
    );
  });

  it('books what was given back in truth, should that be another amount than was asked for', () => {
    const [, entry] = journalOf([...sale, ...refund(2713n)]);
    expect(entry?.lines.at(-1)).toEqual({ account: 'clearing:iso8583', minor: -2713n });
    expect(entry?.lines.reduce((sum, { minor }) => sum + minor, 0n)).toBe(0n);
  });

  it('M5: books parts of a capture by what is still open of goods, shipping and tax', () => {
    const part = (minor: bigint, version: number) =>
      paymentCaptured({ operation: `c${version}`, amount: usd(minor), isSale: false, isFinal: false }, { version });
    expect(linesOf([...authorizedPreauth(), part(3000n, 3), part(2426n, 4)])).toEqual([
      'clearing:iso8583 3000, sales:digital -1105, sales:physical -1382, shipping:charged -440, tax:US-NY -73',
      'clearing:iso8583 2426, sales:digital -894, sales:physical -1118, shipping:charged -355, tax:US-NY -59',
    ]);
  });

  it.each([
    ['BHD', 35_200n],
    ['KWD', 18_600n],
    ['KRW', 149_000n],
    ['CLF', 12_345n],
  ])('M7: books %s %s in its own minor units', (currency, minor) => {
    const of = (part: bigint): Money => money(part, currency);
    const events = [
      orderPlaced({ currency, lines: [{ ...onlineLine, unitAmount: of(minor) }] }),
      orderPriced({ subtotal: of(minor), shipping: of(0n), tax: of(0n), total: of(minor), taxLines: [] }),
      fraudAccepted(),
      authorizationRequested({ amount: of(minor) }),
      paymentAuthorized({ amount: of(minor) }),
      paymentCaptured({ amount: of(minor) }),
    ];
    expect(linesOf(events)).toEqual([`clearing:iso8583 ${minor}, sales:digital -${minor}`]);
    expect(journalOf(events)[0]?.currency).toBe(currency);
  });

  it('books nothing for an authorization, a decline, a refund that the processor refused', () => {
    expect(journalOf(authorizedPreauth())).toEqual([]);
    expect(journalOf([orderPlaced(), orderPriced(), fraudAccepted(), authorizationRequested(), paymentDeclined()])).toEqual([]);
    const failed = recorded('RefundFailed', { operation, code: 'insufficient_funds' }, { version: 4 });
    expect(journalOf([...sale, ...refund(1n).slice(0, 1), failed])).toHaveLength(1);
  });

  it('M7: books nothing for an order of nothing', () =>
    expect(
      journalOf([
        orderPlaced(),
        orderPriced({ subtotal: usd(0n), shipping: usd(0n), tax: usd(0n), total: usd(0n), taxLines: [] }),
        paymentAuthorized({ amount: usd(0n) }, { version: 1 }),
        paymentCaptured({ amount: usd(0n) }, { version: 2 }),
      ]),
    ).toEqual([]));

  it('owes tax to `other` where the order does not say to whom', () => {
    const events = sale.map((event) => (event.type === 'OrderPriced' ? orderPriced({ taxLines: [] }) : event));
    expect(linesOf(events)[0]).toContain('tax:other -132');
  });

  it('cannot book a refund whose request it has not seen', () => {
    const [step] = stepsOf(undefined, [...sale, ...refund(5426n)]).slice(-1);
    if (step === undefined) throw new Error('it was refunded');
    const before = { ...step.after, order: { ...step.after.order, payment: { operations: [] } } };
    expect(() => journalEntryOf({ ...step, after: before })).toThrow(MissingEvents);
  });

  it('comes to the sum of its debits', () =>
    expect(journalOf([...sale, ...refund(5426n)]).map(turnoverOf)).toEqual([5426n, 5426n]));
});
