import type { PackedColumns } from './packed-columns.js';

/** A day of a pack, in one currency. */
export interface PackedDay {
  readonly currency: string;
  readonly dayMs: number;
  readonly bought: PackedColumns;
  readonly returned: PackedColumns;
}

/** What a customer bought in the time before the first whole day and after the last one that is packed. */
export interface EdgeCustomer {
  readonly currency: string;
  /** Keyed HMAC of their e-mail address; empty for all who have none. */
  readonly customer: string;
  /** Undefined for whoever has none yet. */
  readonly number: number | undefined;
  /** They placed an order before the time. */
  readonly isKnown: boolean;
  readonly sales: number;
  readonly captured: number;
  readonly refunds: number;
  readonly refunded: number;
}

/** What is not packed of a time, and which pack has the rest. */
export interface Edges {
  readonly pack: string;
  /** The end of the days of the time that are packed, milliseconds. */
  readonly untilMs: number;
  /** The highest number of a customer. */
  readonly highest: number;
  readonly edges: readonly EdgeCustomer[];
}

/** All that a time holds of customers. */
export interface PackedCustomers extends Pick<Edges, 'highest' | 'edges'> {
  readonly days: readonly PackedDay[];
}
