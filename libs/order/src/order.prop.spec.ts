import type { RecordedEvent } from '@tollgate/contracts';
import { usd } from '@tollgate/money';
import {
  authorizationRequested,
  captureRequested,
  downloadCompleted,
  downloadsGranted,
  fraudAccepted,
  mailFailed,
  mailRequested,
  mailSent,
  orderPlaced,
  orderPriced,
  paymentAuthorized,
  recorded,
  refundRequested,
} from '@tollgate/testing';
import fc from 'fast-check';
import { balance } from './balance.js';
import { fold } from './order.js';
import { allocateRefund, refundableParts } from './refunds/refund-allocation.js';
import { placementResult } from './result.js';
import { statusOf } from './status.js';

const placed = orderPlaced({ type: 'preauth' });
const rest: readonly RecordedEvent[] = [
  captureRequested({ amount: usd(5000n), isFinal: false }, { id: 'c1', version: 2 }),
  refundRequested({ amount: usd(100n) }, { id: 'r1', version: 3 }),
  mailRequested({ operation: 'c1' }, { id: 'm1', version: 4 }),
  orderPriced(),
  fraudAccepted(),
  authorizationRequested({ isSale: false }),
  paymentAuthorized(),
  recorded('CaptureSubmitted', { operation: 'c1', amount: usd(5000n) }, { version: 3 }),
  recorded('PaymentCaptured', { operation: 'c1', amount: usd(5000n) }, { version: 4 }),
  recorded('RefundSubmitted', { operation: 'r1', amount: usd(100n) }, { version: 5 }),
  recorded('PaymentRefunded', { operation: 'r1', amount: usd(100n) }, { version: 6 }),
  downloadsGranted(),
  downloadCompleted(),
  recorded('DownloadAccessClosed', {}, { version: 3 }),
  mailFailed({ operation: 'c1' }),
  mailSent({ operation: 'c1', request: 'm1' }, { version: 2 }),
];

/** Shuffles the streams into each other; within a stream the versions stay in order. */
const interleaving = fc.shuffledSubarray([...rest], { minLength: rest.length, maxLength: rest.length }).map((shuffled) => {
  const queues = Map.groupBy(rest, ({ header }) => header.stream);
  const heads = new Map([...queues].map(([stream, events]) => [stream, [...events]]));
  return shuffled.map(({ header }) => heads.get(header.stream)?.shift() as RecordedEvent);
});

describe('the fold of an order', () => {
  it('I7: tells the same order however its streams interleave', () => {
    const expected = fold([placed, ...rest]);
    const bare = (order: typeof expected) =>
      order && { ...order, payment: order.payment.operations.map(({ requestedAt: _at, ...one }) => one) };
    fc.assert(fc.property(interleaving, (events) => expect(bare(fold([placed, ...events]))).toEqual(bare(expected))));
  });

  it('never takes an answer back once it is due', () => {
    fc.assert(
      fc.property(interleaving, (events) => {
        const results = events
          .map((_, index) => fold([placed, ...events.slice(0, index + 1)]))
          .map((order) => order && placementResult(order));
        const first = results.findIndex((result) => result !== undefined);
        expect(results.slice(first).every((result) => result === 'approved')).toBe(true);
      }),
    );
  });

  it('keeps and passes over what a later release wrote: an event, a stream, a form of delivery', () => {
    const unknown = { ...placed, type: 'OrderGiftWrapped', header: { ...placed.header, stream: 'wrapping', version: 1 } };
    const poster = recorded('DownloadsGranted', { entitlements: [{ index: 0, line: 1, sku: 'POSTER', generation: 1 }] });
    const order = fold([placed, unknown as unknown as RecordedEvent, poster]);
    expect(order && statusOf(order)).toBe('pending');
    expect(order?.delivery.entitlements).toMatchObject([{ sku: 'POSTER', form: { case: undefined } }]);
  });

  it('knows no order before it was placed', () => expect(fold([orderPriced()])).toBeUndefined());
});

const sale: readonly RecordedEvent[] = [
  orderPlaced(),
  orderPriced(),
  fraudAccepted(),
  authorizationRequested(),
  paymentAuthorized(),
  recorded('PaymentCaptured', { operation: placed.header.id, amount: usd(5426n), isSale: true }, { version: 3 }),
];

/** The history after one more refund of an amount, none where nothing is left to give. */
const refunded = (events: readonly RecordedEvent[], wanted: bigint): readonly RecordedEvent[] => {
  const order = fold(events);
  const left = order ? balance(order.payment, 'USD').refundable.minor : 0n;
  const amount = usd(wanted > left ? left : wanted);
  if (order === undefined || amount.minor === 0n) return events;
  const [id, version] = [`r${events.length}`, events.length];
  return [
    ...events,
    refundRequested(allocateRefund(order, { amount }), { id, version }),
    recorded('PaymentRefunded', { operation: id, amount }, { version: version + 2 }),
  ];
};

describe('the refunds of an order', () => {
  it('M4: together give back exactly what was paid for every line, its tax and shipping, in whatever steps', () => {
    fc.assert(
      fc.property(fc.array(fc.bigInt({ min: 1n, max: 2000n }), { maxLength: 12 }), (steps) => {
        const order = fold([...steps, 5426n].reduce(refunded, sale));
        const parts = order && refundableParts(order);
        expect(parts?.map(({ goods, tax }) => [goods, tax])).toEqual([
          [0n, 0n],
          [0n, 0n],
          [0n, 0n],
        ]);
        expect(order && statusOf(order)).toBe('refunded');
      }),
    );
  });
});
