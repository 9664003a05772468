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

  /** The places of customers who are in it at all. */
  places(): Int32Array {
    let count = 0;
    const places = new Int32Array(this.isIn.length);
    for (let place = 0; place < places.length; place += 1) if (this.isIn[place] === 1) places[count++] = place;
    return places.subarray(0, count);
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

  private add({ numbers, firstQuarters, counts, minors }: PackedColumns, countsOf: Float64Array, amounts: Float64Array): void {
    for (let index = 0; index < numbers.length; index += 1) {
      const place = numbers[index] ?? 0;
      const minor = minors[index] ?? 0;
      if (place >= this.isIn.length) throw new RangeError('a customer has a number beyond the highest');
      this.isIn[place] = 1;
      this.firstQuarters[place] = Math.min(this.firstQuarters[place] ?? NEVER, firstQuarters[index] ?? NEVER);
      countsOf[place] = (countsOf[place] ?? 0) + (counts[index] ?? 0);
      amounts[place] = (amounts[place] ?? 0) + minor;
      this.reach += Math.abs(minor);
    }
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
