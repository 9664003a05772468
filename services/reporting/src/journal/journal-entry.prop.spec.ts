import type { RecordedEvent } from '@tollgate/contracts';
import { balance, fold, type Order } from '@tollgate/order';
import fc from 'fast-check';
import { taxesOf } from '../figures/breakdowns.js';
import { figuresOf } from '../figures/figures.js';
import { type OrderStep, stepsOf } from '../projection/reported-order.js';
import { type JournalEntry, journalEntryOf } from './journal-entry.js';
import {
  goodsOf,
  histories,
  historyOf,
  journalOf,
  taxesOf as pricedTaxesOf,
  prices,
  type Wish,
  wishes,
} from './testing/histories.js';

const numRuns = 200;

/** What each account comes to, by currency. */
const balancesOf = (entries: readonly JournalEntry[]): ReadonlyMap<string, bigint> => {
  const sums = new Map<string, bigint>();
  for (const { currency, lines } of entries)
    for (const { account, minor } of lines)
      sums.set(`${currency} ${account}`, (sums.get(`${currency} ${account}`) ?? 0n) + minor);
  return sums;
};

const sumOf = (entries: readonly JournalEntry[], isOf: (account: string) => boolean): bigint =>
  entries.flatMap(({ lines }) => lines).reduce((sum, { account, minor }) => (isOf(account) ? sum + minor : sum), 0n);

/** Puts the streams of an order together anew, each in its own order, no event before its cause. */
const interleaved = (events: readonly RecordedEvent[], picks: readonly number[]): readonly RecordedEvent[] => {
  const [first, ...others] = events;
  const streams = [...Map.groupBy(others, ({ header }) => header.stream).values()];
  const told: RecordedEvent[] = first === undefined ? [] : [first];
  const isReady = ({ header, data }: RecordedEvent): boolean => {
    if (header.stream !== 'payment') return true;
    const cause = 'operation' in data ? data.operation : '';
    return (
      told.some((one) => one.header.id === cause) && told.some(({ type }) => type === 'FraudAssessed' || type === 'OrderPriced')
    );
  };
  for (let turn = 0; told.length < events.length; turn += 1) {
    const ready = streams.filter(([next]) => next !== undefined && isPriced(next, told) && isReady(next));
    const next = ready[(picks[turn % picks.length] ?? 0) % ready.length]?.shift();
    if (next === undefined) throw new Error('some event is ready until all are told');
    told.push(next);
  }
  return told;
};

const isPriced = ({ header }: RecordedEvent, told: readonly RecordedEvent[]): boolean =>
  header.stream !== 'payment' || told.some(({ type }) => type === 'OrderPriced');

const isShipping = (account: string): boolean => account === 'shipping:charged' || account === 'returns:shipping';

/** What the reports add for a step: taken less given back. */
const reportedOf = (step: OrderStep) => {
  const add = figuresOf(step)[0]?.add;
  const net = (taken = 0n, back = 0n): bigint => taken - back;
  return {
    money: net(add?.captured_minor, add?.refunded_minor),
    shipping: net(add?.shipping_minor, add?.refunded_shipping_minor),
    tax: net(add?.tax_minor, add?.refunded_tax_minor),
    taxes: taxesOf(step).map(({ of, add: tax }) => [of[0], net(tax.tax_minor, tax.refunded_tax_minor)]),
  };
};

/** The same of what the journal books for it. */
const bookedOf = (step: OrderStep) => {
  const entry = journalEntryOf(step);
  const sum = (isOf: (account: string) => boolean): bigint => sumOf(entry === undefined ? [] : [entry], isOf);
  return {
    money: sum((account) => account === 'clearing:stripe'),
    shipping: -sum(isShipping),
    tax: -sum((account) => account.startsWith('tax:')),
    taxes: taxesOf(step).map(({ of }) => [of[0], -sum((account) => account === `tax:${of[0]}`)]),
  };
};

describe('the journal, for any captures and refunds', () => {
  it('has as many debits as credits in each entry, and a trial balance of zero', () =>
    fc.assert(
      fc.property(histories, (orders) => {
        for (const { lines } of orders.flatMap(({ events }) => journalOf(events))) {
          expect(lines.reduce((sum, { minor }) => sum + minor, 0n)).toBe(0n);
          expect(lines.every(({ minor }) => minor !== 0n)).toBe(true);
        }
      }),
      { numRuns },
    ));

  it('I5, M7: says that the processors owe what was captured and not refunded, to the unit of each currency', () =>
    fc.assert(
      fc.property(histories, (orders) => {
        for (const { events, price } of orders) {
          const { captured, refunded } = balance((fold(events) as Order).payment, price.currency);
          expect(sumOf(journalOf(events), (account) => account === 'clearing:stripe')).toBe(captured.minor - refunded.minor);
        }
      }),
      { numRuns },
    ));

  it('only ever credits sales, shipping and tax for a capture, and only debits returns and tax for a refund', () =>
    fc.assert(
      fc.property(histories, (orders) => {
        for (const { kind, lines } of orders.flatMap(({ events }) => journalOf(events)))
          for (const { account, minor } of lines)
            expect(minor > 0n).toBe(account.startsWith('clearing:') === (kind !== 'refund'));
      }),
      { numRuns },
    ));

  it('M6: never changes what was booked before, whatever comes after', () =>
    fc.assert(
      fc.property(histories, fc.nat(), ([first], cut) => {
        const events = first?.events ?? [];
        const earlier = journalOf(events.slice(0, 1 + (cut % events.length)));
        expect(journalOf(events).slice(0, earlier.length)).toEqual(earlier);
      }),
      { numRuns },
    ));

  it('is the same when events come twice, or the streams of an order come otherwise interleaved', () =>
    fc.assert(
      fc.property(histories, fc.array(fc.nat(5), { minLength: 1, maxLength: 20 }), ([first], picks) => {
        const events = first?.events ?? [];
        const other = interleaved(events, picks);
        expect(journalOf([...other, ...events])).toEqual(journalOf(events));
      }),
      { numRuns },
    ));

  it('R1: books for each step what the reports add for it: money, shipping, and tax by jurisdiction', () =>
    fc.assert(
      fc.property(histories, (orders) => {
        for (const step of orders.flatMap(({ events }) => stepsOf(undefined, events)))
          expect(bookedOf(step)).toEqual(reportedOf(step));
      }),
      { numRuns },
    ));

  it('M4: of an order that is captured whole, in parts, books its own price; refunded whole, in parts, it leaves no account of tax open', () =>
    fc.assert(
      fc.property(prices, wishes, (price, wished) => {
        const whole = (kind: Wish['kind']): readonly Wish[] => [
          ...wished.map((one) => ({ ...one, kind })),
          { kind, share: 1000, laterHours: 1 },
        ];
        const captured = balancesOf(journalOf(historyOf(0, price, whole('capture'))));
        const at = (account: string): bigint => captured.get(`${price.currency} ${account}`) ?? 0n;
        expect(-(at('sales:digital') + at('sales:physical'))).toBe(goodsOf(price));
        expect(-at('shipping:charged')).toBe(price.shipping);
        for (const [jurisdiction, tax] of pricedTaxesOf(price)) expect(-at(`tax:${jurisdiction}`)).toBe(tax);
        const refunded = balancesOf(journalOf(historyOf(0, price, [...whole('capture'), ...whole('refund')])));
        const left = (account: string): bigint => refunded.get(`${price.currency} ${account}`) ?? 0n;
        for (const [jurisdiction] of pricedTaxesOf(price)) expect(left(`tax:${jurisdiction}`)).toBe(0n);
        expect(left('clearing:stripe')).toBe(0n);
        for (const [sold, back] of [
          ['sales:digital', 'returns:digital'],
          ['sales:physical', 'returns:physical'],
          ['shipping:charged', 'returns:shipping'],
        ] as const)
          expect(left(sold) + left(back)).toBe(0n);
      }),
      { numRuns },
    ));
});
