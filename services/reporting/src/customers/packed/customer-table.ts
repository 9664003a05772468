import type { PackedColumns } from './packed-columns.js';
import type { EdgeCustomer, PackedCustomers, PackedDay } from './packed-customers.js';

/** A quarter of an hour before all others, and one after them. */
const EVER = -1;
const NEVER = 2 ** 31 - 1;

/** What all customers of a currency bought in a time: a place in each column for each of them, as there may be hundreds of thousands. The place of a
 *  customer is their number; whoever has none yet comes behind. Minor units are whole numbers that are exact up to 2^53. */
export class CustomerTable {
  readonly sales: Float64Array;
  readonly captured: Float64Array;
  readonly refunds: Float64Array;
  readonly refunded: Float64Array;
  readonly firstQuarters: Int32Array;
  private readonly isIn: Uint8Array;
  private reach = 0;
  /** Of its places, once they were asked for. */
  private known: Int32Array | undefined;

  constructor(length: number) {
    const column = (): Float64Array => new Float64Array(length);
    this.sales = column();
    this.captured = column();
    this.refunds = column();
    this.refunded = column();
    this.firstQuarters = new Int32Array(length).fill(NEVER);
    this.isIn = new Uint8Array(length);
  }

  /** Nothing in it was rounded: no sum of any of its amounts is beyond what is exact. */
  get isExact(): boolean {
    return this.reach <= Number.MAX_SAFE_INTEGER;
  }

  /** The places of customers who are in it at all, the lowest first. */
  get places(): Int32Array {
    if (this.known !== undefined) return this.known;
    const { isIn } = this;
    const places = new Int32Array(isIn.length);
    let count = 0;
    for (let place = 0; place < isIn.length; place += 1) if (isIn[place] === 1) places[count++] = place;
    this.known = places.subarray(0, count);
    return this.known;
  }

  netAt(place: number): number {
    return (this.captured[place] ?? 0) - (this.refunded[place] ?? 0);
  }

  addDay({ bought, returned }: PackedDay): void {
    this.add(bought, this.sales, this.captured);
    this.add(returned, this.refunds, this.refunded);
  }

  addEdge(place: number, { isKnown, sales, captured, refunds, refunded }: EdgeCustomer): void {
    const one = { numbers: Int32Array.of(place), firstQuarters: Int32Array.of(isKnown ? EVER : NEVER) };
    this.add({ ...one, counts: Int32Array.of(sales), minors: Float64Array.of(captured) }, this.sales, this.captured);
    this.add({ ...one, counts: Int32Array.of(refunds), minors: Float64Array.of(refunded) }, this.refunds, this.refunded);
  }

  /** Everything in it is at hand before the loop, which is gone through hundreds of thousands of times. */
  private add({ numbers, firstQuarters, counts, minors }: PackedColumns, countsOf: Float64Array, amounts: Float64Array): void {
    const { isIn, firstQuarters: quarters } = this;
    const { length } = numbers;
    let reach = 0;
    this.known = undefined;
    for (let index = 0; index < length; index += 1) {
      const place = numbers[index] as number;
      const minor = minors[index] as number;
      if (place >= isIn.length) throw new RangeError('a customer has a number beyond the highest');
      const firstQuarter = firstQuarters[index] as number;
      if (firstQuarter < (quarters[place] as number)) quarters[place] = firstQuarter;
      isIn[place] = 1;
      countsOf[place] = (countsOf[place] as number) + (counts[index] as number);
      amounts[place] = (amounts[place] as number) + minor;
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

const tableOf = ({ highest, days, edges }: PackedCustomers, currency: string): CurrencyTable => {
  const table = new CustomerTable(highest + 1 + edges.length);
  const unnumbered = new Map<number, string>();
  for (const day of days) table.addDay(day);
  for (const [index, edge] of edges.entries()) {
    const place = edge.customer === '' ? 0 : (edge.number ?? highest + 1 + index);
    if (place > highest) unnumbered.set(place, edge.customer);
    table.addEdge(place, edge);
  }
  return { currency, table, unnumbered };
};

/** Adds up a time, one currency after the other. */
export const tablesOf = function* ({ highest, days, edges }: PackedCustomers): Generator<CurrencyTable> {
  const currencies = new Set([...days, ...edges].map(({ currency }) => currency));
  for (const currency of [...currencies].sort()) {
    const isOwn = (one: { readonly currency: string }): boolean => one.currency === currency;
    yield tableOf({ highest, days: days.filter(isOwn), edges: edges.filter(isOwn) }, currency);
  }
};
