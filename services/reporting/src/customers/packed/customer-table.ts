import type { PackedColumns } from './packed-columns.js';
import type { EdgeCustomer, PackedCustomers, PackedDay } from './packed-customers.js';

/** A quarter of an hour before all others, one after them, and that of whoever is not in the table. */
const EVER = -1;
const NEVER = 2 ** 31 - 2;
const ABSENT = 2 ** 31 - 1;

/** Where the sums of a customer stand among theirs, which lie side by side: memory is what takes the time. */
const figures = { sales: 0, captured: 1, refunds: 2, refunded: 3 } as const;
export type CustomerFigure = keyof typeof figures;
const EACH = 4;

/** What all customers of a currency bought in a time, of whom there may be hundreds of thousands. The place of a customer is their number; whoever
 *  has none yet comes behind. Minor units are whole numbers that are exact up to 2^53. It is filled and emptied again and again, as new memory of
 *  this size costs more than the sums. */
export class CustomerTable {
  private sums = new Float64Array();
  private firstQuarters = new Int32Array();
  private reach = 0;
  /** Of its places, once they were asked for. */
  private known: Int32Array | undefined;

  /** Makes room for so many places. It has to be empty. */
  reserve(length: number): void {
    if (length <= this.firstQuarters.length) return;
    this.sums = new Float64Array(EACH * length);
    this.firstQuarters = new Int32Array(length).fill(ABSENT);
  }

  /** Nothing in it was rounded: no sum of any of its amounts is beyond what is exact. */
  get isExact(): boolean {
    return this.reach <= Number.MAX_SAFE_INTEGER;
  }

  /** The places of customers who are in it at all, the lowest first. */
  get places(): Int32Array {
    if (this.known !== undefined) return this.known;
    const { firstQuarters } = this;
    const places = new Int32Array(firstQuarters.length);
    let count = 0;
    for (let place = 0; place < places.length; place += 1) if (firstQuarters[place] !== ABSENT) places[count++] = place;
    this.known = places.slice(0, count);
    return this.known;
  }

  at(place: number, figure: CustomerFigure): number {
    return this.sums[EACH * place + figures[figure]] ?? 0;
  }

  netAt(place: number): number {
    return (this.sums[EACH * place + figures.captured] ?? 0) - (this.sums[EACH * place + figures.refunded] ?? 0);
  }

  firstQuarterAt(place: number): number {
    return this.firstQuarters[place] ?? ABSENT;
  }

  addDay({ bought, returned }: PackedDay): void {
    this.add(bought, figures.sales);
    this.add(returned, figures.refunds);
  }

  addEdge(place: number, { isKnown, sales, captured, refunds, refunded }: EdgeCustomer): void {
    const one = { numbers: Int32Array.of(place), firstQuarters: Int32Array.of(isKnown ? EVER : NEVER) };
    this.add({ ...one, counts: Int32Array.of(sales), minors: Float64Array.of(captured) }, figures.sales);
    this.add({ ...one, counts: Int32Array.of(refunds), minors: Float64Array.of(refunded) }, figures.refunds);
  }

  /** Empties it, without going through the places of all who are not in it. */
  clear(): void {
    for (const place of this.places) {
      this.sums.fill(0, EACH * place, EACH * (place + 1));
      this.firstQuarters[place] = ABSENT;
    }
    this.reach = 0;
    this.known = undefined;
  }

  /** The amount stands behind its count. Everything is at hand before the loop, which is gone through hundreds of thousands of times. */
  private add({ numbers, firstQuarters, counts, minors }: PackedColumns, figure: number): void {
    const { sums, firstQuarters: quarters } = this;
    const { length } = numbers;
    let reach = 0;
    this.known = undefined;
    for (let index = 0; index < length; index += 1) {
      const place = numbers[index] as number;
      const minor = minors[index] as number;
      if (place >= quarters.length) throw new RangeError('a customer has a number beyond the highest');
      const firstQuarter = Math.min(firstQuarters[index] as number, NEVER);
      if (firstQuarter < (quarters[place] as number)) quarters[place] = firstQuarter;
      const at = EACH * place + figure;
      sums[at] = (sums[at] as number) + (counts[index] as number);
      sums[at + 1] = (sums[at + 1] as number) + minor;
      reach += Math.abs(minor);
    }
    this.reach += reach;
  }
}

/** One currency's customers, and who those are that have no number. */
export interface CurrencyTable {
  readonly currency: string;
  readonly table: CustomerTable;
  /** By their place. */
  readonly unnumbered: ReadonlyMap<number, string>;
}

/** Adds up a time in a table, one currency after the other: each has to be done with before the next. The table is empty before and after. */
export const tablesOf = function* ({ highest, days, edges }: PackedCustomers, table: CustomerTable): Generator<CurrencyTable> {
  table.reserve(highest + 1 + edges.length);
  for (const currency of [...new Set([...days, ...edges].map((one) => one.currency))].sort()) {
    const isOwn = (one: { readonly currency: string }): boolean => one.currency === currency;
    try {
      for (const day of days.filter(isOwn)) table.addDay(day);
      yield { currency, table, unnumbered: addEdges(table, highest, edges.filter(isOwn)) };
    } finally {
      table.clear();
    }
  }
};

/** Answers who has no number, by the place that they got. */
const addEdges = (table: CustomerTable, highest: number, edges: readonly EdgeCustomer[]): ReadonlyMap<number, string> => {
  const unnumbered = new Map<number, string>();
  for (const [index, edge] of edges.entries()) {
    const place = edge.customer === '' ? 0 : (edge.number ?? highest + 1 + index);
    if (place > highest) unnumbered.set(place, edge.customer);
    table.addEdge(place, edge);
  }
  return unnumbered;
};
