import type { RecordedEvent } from '@tollgate/contracts';
import fc from 'fast-check';
import { fold } from './order.js';
import { placementResult, statusOf } from './status.js';
import {
  authorizationRequested,
  downloadCompleted,
  downloadsGranted,
  fraudAccepted,
  orderPlaced,
  orderPriced,
  paymentAuthorized,
  paymentCaptured,
  recorded,
} from './testing/builders.js';

const placed = orderPlaced();
const rest: readonly RecordedEvent[] = [
  recorded('CaptureRequested', { amount: { minor: 5426n, currency: 'USD' } }, { version: 2 }),
  orderPriced(),
  fraudAccepted(),
  authorizationRequested(),
  paymentAuthorized(),
  paymentCaptured(),
  downloadsGranted(),
  downloadCompleted(),
  recorded('DownloadAccessClosed', {}, { version: 3 }),
  recorded('ReceiptSent', { messageId: '<a@b>' }),
];

/** Shuffles the streams into each other; within a stream the versions stay in order. */
const interleaving = fc.shuffledSubarray([...rest], { minLength: rest.length, maxLength: rest.length }).map((shuffled) => {
  const queues = new Map<string, RecordedEvent[]>();
  for (const event of rest) queues.set(event.header.stream, [...(queues.get(event.header.stream) ?? []), event]);
  return shuffled.map(({ header }) => queues.get(header.stream)?.shift() as RecordedEvent);
});

describe('the fold of an order', () => {
  it('I7: tells the same order however its streams interleave', () => {
    const expected = fold([placed, ...rest]);
    fc.assert(fc.property(interleaving, (events) => expect(fold([placed, ...events])).toEqual(expected)));
  });

  it('never takes an answer back once it is due', () => {
    fc.assert(
      fc.property(interleaving, (events) => {
        const answers = events
          .map((_, index) => fold([placed, ...events.slice(0, index + 1)]))
          .map((order) => order && placementResult(order));
        const first = answers.findIndex((answer) => answer !== undefined);
        expect(answers.slice(first).every((answer) => answer === 'approved')).toBe(true);
      }),
    );
  });

  it('leaves the order as it is at an event of a later release', () => {
    const unknown = {
      ...placed,
      type: 'OrderGiftWrapped',
      header: { ...placed.header, stream: 'wrapping', version: 1 },
    } as unknown as RecordedEvent;
    const order = fold([placed, unknown]);
    expect(order && statusOf(order)).toBe('pending');
  });

  it('knows no order before it was placed', () => expect(fold([orderPriced()])).toBeUndefined());
});
