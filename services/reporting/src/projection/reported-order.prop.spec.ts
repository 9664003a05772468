import type { RecordedEvent } from '@tollgate/contracts';
import { usd } from '@tollgate/money';
import { fold } from '@tollgate/order';
import {
  authorizationRequested,
  authorizationUnknown,
  captureRequested,
  downloadCompleted,
  downloadsGranted,
  fraudAccepted,
  fraudHeld,
  fraudRejected,
  orderPlaced,
  orderPriced,
  paymentAuthorized,
  paymentCaptured,
  paymentDeclined,
  recorded,
  refundRequested,
  reviewResolved,
} from '@tollgate/testing';
import fc from 'fast-check';
import { changesOf } from './apply-page.js';
import { MissingEvents } from './missing-events.js';
import { projections } from './projections.js';
import { type OrderStep, type ReportedOrder, reportedAt, stepsOf, stepsOfHistory, versionsOf } from './reported-order.js';

const begun = [orderPlaced(), orderPriced()];
const accepted = [...begun, fraudAccepted(), authorizationRequested()];
const refund = '01890a5d-ac96-7000-8000-0000000000e1';
const histories: readonly (readonly RecordedEvent[])[] = [
  begun,
  [...begun, fraudHeld(), reviewResolved('reject')],
  [...begun, fraudRejected()],
  [...accepted, paymentDeclined()],
  [...accepted, authorizationUnknown()],
  [
    ...accepted,
    paymentAuthorized(),
    captureRequested({ amount: usd(3000n), isFinal: false }, { id: 'c1' }),
    paymentCaptured({ operation: 'c1', amount: usd(3000n), isSale: false, isFinal: false }),
    captureRequested({ amount: usd(2426n), isFinal: false }, { id: 'c2', version: 3 }),
    paymentCaptured({ operation: 'c2', amount: usd(2426n), isSale: false, isFinal: false }, { version: 4 }),
  ],
  [
    ...accepted,
    paymentAuthorized(),
    paymentCaptured(),
    downloadsGranted(),
    downloadCompleted(),
    refundRequested({}, { id: refund }),
    recorded('PaymentRefunded', { operation: refund, amount: usd(5426n) }, { version: 4 }),
  ],
];

/** A history cut into pages; now and then a page brings again what came before. */
const paged = fc.constantFrom(...histories).chain((history) =>
  fc
    .array(fc.record({ size: fc.integer({ min: 1, max: 4 }), repeats: fc.nat(3) }), { minLength: 1, maxLength: 10 })
    .map((cuts) => {
      const pages: (readonly RecordedEvent[])[] = [];
      let at = 0;
      for (const { size, repeats } of cuts) {
        pages.push(history.slice(Math.max(0, at - repeats), at + size));
        at += size;
      }
      return { history, pages: [...pages, history.slice(at)].filter((page) => page.length > 0) };
    }),
);

/** The steps of each page, from where the page before ended. */
const follow = (pages: readonly (readonly RecordedEvent[])[]): readonly (readonly OrderStep[])[] => {
  let last: ReportedOrder | undefined;
  return pages.map((page) => {
    const steps = stepsOf(last, page);
    last = steps.at(-1)?.after ?? last;
    return steps;
  });
};

const lastOf = (steps: readonly OrderStep[]): ReportedOrder | undefined => steps.at(-1)?.after;

describe('I7: an order that reports follow page by page', () => {
  it('is the fold of its log, however it was cut into pages and whatever came twice', () => {
    fc.assert(
      fc.property(paged, ({ history, pages }) => {
        const last = lastOf(follow(pages).flat());
        expect(last).toEqual(lastOf(stepsOf(undefined, history)));
        expect(last?.order).toEqual(fold(history));
      }),
    );
  });

  it('takes each event once, so that its days add up to the same', () => {
    fc.assert(
      fc.property(paged, ({ history, pages }) => {
        const steps = follow(pages).flat();
        expect(steps.map(({ event }) => event)).toEqual(history);
        expect(changesOf(projections, steps)).toEqual(changesOf(projections, stepsOf(undefined, history)));
      }),
    );
  });

  it('is found again as it stood, from its history and the versions in its row', () => {
    fc.assert(
      fc.property(paged, ({ history, pages }) => {
        for (const stood of follow(pages).flatMap((steps) => lastOf(steps) ?? []))
          expect(reportedAt(history, versionsOf(stood))).toEqual(stood);
      }),
    );
  });
});

describe('an order that reports follow', () => {
  const placed = lastOf(stepsOf(undefined, begun));

  it('I7: does not pass over a version that is missing', () =>
    expect(() => stepsOf(placed, [paymentCaptured()])).toThrow(MissingEvents));

  it('passes over a version that its whole history leaves out: a later release wrote it', () =>
    expect(lastOf(stepsOfHistory(placed, [...begun, paymentCaptured()]))?.order.heads.payment?.version).toBe(3));

  it('does not begin in the middle', () => expect(() => stepsOf(undefined, [orderPriced()])).toThrow(MissingEvents));

  it('takes no step where nothing is new, so that nothing is written', () => expect(stepsOf(placed, begun)).toEqual([]));
});
