import type { RecordedEvent } from '@tollgate/contracts';
import {
  authorizationRequested,
  downloadCompleted,
  downloadsGranted,
  fold,
  fraudAccepted,
  fraudHeld,
  fraudRejected,
  orderPlaced,
  orderPriced,
  paymentAuthorized,
  paymentCaptured,
  paymentDeclined,
} from '@tollgate/order';
import fc from 'fast-check';
import { saleOf, salesChange, sumSales } from './daily-sales.js';
import { orderRow } from './order-row.js';
import { MissingEvents, type ReportedOrder, report, tell, versionsOf } from './reported-order.js';

const begun = [orderPlaced(), orderPriced()];
const histories: readonly (readonly RecordedEvent[])[] = [
  begun,
  [...begun, fraudHeld()],
  [...begun, fraudRejected()],
  [...begun, fraudAccepted(), authorizationRequested(), paymentDeclined()],
  [
    ...begun,
    fraudAccepted(),
    authorizationRequested(),
    paymentAuthorized(),
    paymentCaptured(),
    downloadsGranted(),
    downloadCompleted(),
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

const follow = (pages: readonly (readonly RecordedEvent[])[]): readonly ReportedOrder[] => {
  const result: ReportedOrder[] = [];
  for (const page of pages) result.push(report(result.at(-1), page));
  return result;
};

describe('I7: an order that reports follow page by page', () => {
  it('is the fold of its log, however it was cut into pages and whatever came twice', () => {
    fc.assert(
      fc.property(paged, ({ history, pages }) => {
        const last = follow(pages).at(-1);
        expect(last).toEqual(tell(history));
        expect(last?.order).toEqual(fold(history));
      }),
    );
  });

  it('is sold once: the changes of its days add up to what it is part of them with', () => {
    fc.assert(
      fc.property(paged, ({ pages }) => {
        const result = follow(pages);
        const changes = result.flatMap((after, index) => salesChange(result[index - 1], after));
        const [last] = result.slice(-1).map(saleOf);
        expect(sumSales(changes)).toEqual(last === undefined ? [] : [last]);
      }),
    );
  });

  it('is found again as it stood, from its history and the versions in its row', () => {
    fc.assert(
      fc.property(paged, ({ history, pages }) => {
        for (const stood of follow(pages)) expect(tell(history, versionsOf(stood))).toEqual(stood);
      }),
    );
  });

  it('has a row that any way of reading leads to', () => {
    fc.assert(
      fc.property(paged, ({ history, pages }) => {
        const [last, whole] = [follow(pages).at(-1), tell(history)];
        expect(last && orderRow(last)).toEqual(whole && orderRow(whole));
      }),
    );
  });
});

describe('report', () => {
  it('I7: does not pass over a version that is missing', () =>
    expect(() => report(tell(begun), [paymentCaptured()])).toThrow(MissingEvents));

  it('does not begin in the middle of an order', () => expect(() => report(undefined, [orderPriced()])).toThrow(MissingEvents));

  it('answers the same order where nothing is new, so that nothing is written', () => {
    const before = report(undefined, begun);
    expect(report(before, begun)).toBe(before);
  });
});
