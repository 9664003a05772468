import type { List, Order } from '../api/order.js';

/** A customer as the merchant API answers them: `GET …/customers/{id}`. */
export interface Customer {
  readonly id: string;
  readonly email: string | null;
  readonly name: string | null;
  readonly firstOrderAt: string | null;
  readonly lastOrderAt: string | null;
  readonly orderCount: number;
  /** There are older orders than those that are counted. */
  readonly hasMore: boolean;
  readonly totals: readonly { readonly currency: string; readonly captured: number; readonly refunded: number }[];
  readonly openDownloads: number;
  readonly orders: List<Order>;
}

/** What proves that a customer was forgotten. */
export interface Certificate {
  readonly id: string;
  readonly customer: string;
  readonly forgottenAt: string;
  readonly by: string;
  readonly orders: readonly string[];
  readonly text: string;
  /** SHA-256 of `text` */
  readonly checksum: string;
  /** Orders of theirs that are still kept; only in the answer to the command. */
  readonly ordersLeft?: number;
}

/** An order that keeps its customer from being forgotten, and what of it is under way. */
export interface OpenOrder {
  readonly id: string;
  readonly reasons: readonly string[];
}

/** The orders that a refusal names. */
export const openOrdersIn = (problem: object): readonly OpenOrder[] =>
  'orders' in problem && Array.isArray(problem.orders) ? (problem.orders as readonly OpenOrder[]) : [];

/** Whether what was typed is the address: as the gateway compares, capitals and blanks around it do not matter. */
export const isConfirmed = (typed: string, email: string): boolean => typed.trim().toLowerCase() === email.toLowerCase();

/** The name of the file that a certificate is saved as; it names no person. */
export const certificateFile = ({ customer, forgottenAt }: Certificate): string =>
  `deletion-${customer.slice(0, 12)}-${forgottenAt.slice(0, 10)}.txt`;
