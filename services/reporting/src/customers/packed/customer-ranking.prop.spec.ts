import fc from 'fast-check';
import type { CustomerGroup } from '../customers.repository.js';
import { type Candidate, rankingOf } from './customer-ranking.js';
import { CustomerTable } from './customer-table.js';
import type { PackedColumns } from './packed-columns.js';
import type { EdgeCustomer, PackedDay } from './packed-customers.js';

const HIGHEST = 10;
const FROM_QUARTER = 1_000;

interface Bought {
  readonly currency: string;
  readonly number: number;
  readonly isBack: boolean;
  readonly minor: number;
  readonly day: number;
}

const boughtOf: fc.Arbitrary<Bought> = fc.record({
  currency: fc.constantFrom('USD', 'JPY'),
  number: fc.nat(HIGHEST),
  isBack: fc.boolean(),
  minor: fc.integer({ min: 0, max: 3 }).map((share) => share * 500),
  day: fc.nat(3),
});

/** When the first order of each customer was placed: before the time, in it, or nobody knows. */
const quarterOf = (number: number): number => [FROM_QUARTER - 1, FROM_QUARTER, 2 ** 31 - 1][number % 3] ?? 0;

const columnsOf = (all: readonly Bought[]): PackedColumns => ({
  numbers: Int32Array.from(all, ({ number }) => number),
  firstQuarters: Int32Array.from(all, ({ number }) => quarterOf(number)),
  counts: Int32Array.from(all, () => 1),
  minors: Float64Array.from(all, ({ minor }) => minor),
});

const daysOf = (all: readonly Bought[]): readonly PackedDay[] =>
  [...Map.groupBy(all, ({ currency, day }) => `${currency} ${day}`).values()].map((own) => ({
    currency: own[0]?.currency ?? '',
    dayMs: own[0]?.day ?? 0,
    bought: columnsOf(own.filter(({ isBack }) => !isBack)),
    returned: columnsOf(own.filter(({ isBack }) => isBack)),
  }));

/** What is bought before the first day, also by those who have no number yet, whose places come after all others. */
const edgesOf = (all: readonly Bought[], newcomers: boolean): readonly EdgeCustomer[] =>
  [...Map.groupBy(all, ({ currency, number }) => `${currency} ${number}`).values()].map((own) => {
    const [{ currency = '', number = 0 } = {}] = own;
    const sum = (isBack: boolean) => own.filter((one) => one.isBack === isBack).reduce((total, { minor }) => total + minor, 0);
    return {
      currency,
      customer: number === 0 ? '' : `c${number}`,
      number: newcomers || number === 0 ? undefined : number,
      isKnown: quarterOf(number) < FROM_QUARTER,
      sales: own.filter(({ isBack }) => !isBack).length,
      captured: sum(false),
      refunds: own.filter(({ isBack }) => isBack).length,
      refunded: sum(true),
    };
  });

const naive = (all: readonly Bought[], currency: string) => {
  const own = Map.groupBy(
    all.filter((one) => one.currency === currency),
    ({ number }) => number,
  );
  return [...own].map(([number, bought]) => {
    const captured = bought.reduce((sum, { isBack, minor }) => sum + (isBack ? 0 : minor), 0);
    const refunded = bought.reduce((sum, { isBack, minor }) => sum + (isBack ? minor : 0), 0);
    const kind = number === 0 ? 'unknown' : quarterOf(number) < FROM_QUARTER ? 'returning' : 'new';
    const sales = bought.filter(({ isBack }) => !isBack).length;
    return { number, kind, sales, captured, refunds: bought.length - sales, refunded, net: captured - refunded };
  });
};

const expectGroups = (own: ReturnType<typeof naive>, groups: readonly CustomerGroup[]): void => {
  for (const kind of ['new', 'returning', 'unknown']) {
    const members = own.filter((one) => one.kind === kind);
    const sum = (of: 'sales' | 'captured' | 'refunds' | 'refunded') => String(members.reduce((total, one) => total + one[of], 0));
    const sums = { sales: sum('sales'), captured: sum('captured'), refunds: sum('refunds'), refunded: sum('refunded') };
    const customers = String(kind === 'unknown' ? 0 : members.length);
    const expected = members.length === 0 ? [] : [{ kind, customers, ...sums }];
    expect(groups.filter((one) => one.kind === kind)).toEqual(expected.map((one) => expect.objectContaining(one)));
  }
};

const expectCandidates = (own: ReturnType<typeof naive>, most: number, candidates: readonly Candidate[]): void => {
  const named = own.filter(({ number }) => number !== 0);
  const best = named.map(({ net }) => net).sort((a, b) => b - a);
  const least = best[Math.min(most, best.length) - 1] ?? 0;
  const expected = named
    .filter(({ net }) => net >= least)
    .map(({ kind, net, captured }) => `${kind === 'new'} ${net} ${captured}`);
  expect(candidates.map(({ isNew, net, captured }) => `${isNew} ${net} ${captured}`).sort()).toEqual(expected.sort());
};

describe('customers, added up', () => {
  // One for all, as in the service: whatever is left in it shows in the next.
  const table = new CustomerTable();

  it.each([false, true])(
    'are those of a naive sum, the best among the candidates (those of the edges have no number: %s)',
    (isNew) => {
      fc.assert(
        fc.property(fc.array(boughtOf), fc.array(boughtOf), fc.integer({ min: 1, max: 5 }), (any, before, most) => {
          // Who has no number is in no day that is packed.
          const isPacked = ({ number }: Bought) => !isNew || number === 0 || !before.some((one) => one.number === number);
          const packed = any.filter(isPacked);
          const all = { highest: HIGHEST, days: daysOf(packed), edges: edgesOf(before, isNew) };
          const { candidates = [], groups = [] } = rankingOf(all, { fromMs: FROM_QUARTER * 900_000, most }, table) ?? {};
          for (const currency of ['USD', 'JPY']) {
            const own = naive([...packed, ...before], currency);
            const isOwn = (one: { readonly currency: string }) => one.currency === currency;
            expectCandidates(own, most, candidates.filter(isOwn));
            expectGroups(own, groups.filter(isOwn));
          }
        }),
        { numRuns: 300 },
      );
    },
  );

  it('are not told where a sum is beyond what is exact', () => {
    const half = { currency: 'USD', customer: 'c1', number: 1, isKnown: false, sales: 1, refunds: 0, refunded: 0 };
    const edges = [
      { ...half, captured: 2 ** 52 },
      { ...half, number: 2, captured: 2 ** 52 },
    ];
    const time = { fromMs: 0, most: 1 };
    expect(rankingOf({ highest: 2, days: [], edges: edges.slice(1) }, time, table)?.candidates).toHaveLength(1);
    expect(rankingOf({ highest: 2, days: [], edges }, time, table)).toBeUndefined();
    expect(rankingOf({ highest: 2, days: [], edges: [] }, time, table)).toEqual({ candidates: [], groups: [] });
    expect(table.places).toHaveLength(0);
    const beyond = [{ ...half, number: 99, captured: 1 }];
    expect(() => rankingOf({ highest: 2, days: [], edges: beyond }, time, new CustomerTable())).toThrow(RangeError);
  });
});
