import { Injectable } from '@nestjs/common';
import { invariant } from '@tollgate/errors';
import { queryRows } from '@tollgate/postgres';
import { DataSource } from 'typeorm';
import type { Wanted } from '../figures/owner.js';

export interface CustomersQuery {
  readonly wanted: Wanted;
  readonly fromMs: number;
  /** Exclusive. */
  readonly toMs: number;
  /** Of each currency. */
  readonly most: number;
}

/** What the captures and refunds of one customer, or of several, come to. */
export interface CustomerSums {
  readonly currency: string;
  readonly sales: string;
  readonly captured: string;
  readonly refunds: string;
  readonly refunded: string;
}

export interface CustomerRow extends CustomerSums {
  /** uuid of the newest order before the end of the time: who it was. */
  readonly order: string;
  readonly isNew: boolean;
}

/** Customers who were new in the time, or not; those without an e-mail address are neither. */
export interface CustomerGroup extends CustomerSums {
  readonly kind: 'new' | 'returning' | 'unknown';
  readonly customers: string;
}

/** What the time holds of customers: those who bought most, and all of them in groups. */
export interface CustomersOfTime {
  readonly rows: readonly CustomerRow[];
  readonly groups: readonly CustomerGroup[];
}

const orderBefore = (moment: string): string => `FROM orders
    WHERE merchant = $1 AND mode = $2 AND email = customer AND email <> '' AND placed_at < ${moment}::timestamptz`;

/** New is whose first order, whatever came of it, was placed in the time or later: a fact of the past, which no later order changes. The journal of
 *  the time is added up once for both answers; sums are texts, as a number in JSON may be read with less than 64 bits. */
const customersText = `WITH own AS MATERIALIZED (
    SELECT currency, customer, sum(sales)::bigint AS sales, coalesce(sum(turnover_minor) FILTER (WHERE event = 'PaymentCaptured'), 0)::bigint AS captured,
      count(*) FILTER (WHERE event <> 'PaymentCaptured') AS refunds,
      coalesce(sum(turnover_minor) FILTER (WHERE event <> 'PaymentCaptured'), 0)::bigint AS refunded
    FROM journal WHERE merchant = $1 AND mode = $2 AND at >= $3::timestamptz AND at < $4::timestamptz
      AND ($5 = '' OR currency = $5) GROUP BY 1, 2
  ), ranked AS (
    SELECT *, row_number() OVER (PARTITION BY currency ORDER BY captured - refunded DESC, customer) AS place FROM own WHERE customer <> ''
  ), top AS (
    SELECT currency, place, sales::text, captured::text, refunds::text, refunded::text,
      (SELECT order_id ${orderBefore('$4')} ORDER BY placed_at DESC, order_id DESC LIMIT 1) AS order,
      NOT EXISTS (SELECT ${orderBefore('$3')}) AS "isNew"
    FROM ranked WHERE place <= $6
  ), known AS (
    SELECT *, CASE WHEN customer = '' THEN 'unknown' WHEN EXISTS (SELECT ${orderBefore('$3')}) THEN 'returning' ELSE 'new' END AS kind FROM own
  ), grouped AS (
    SELECT currency, kind, (count(*) FILTER (WHERE customer <> ''))::text AS customers, sum(sales)::text AS sales, sum(captured)::text AS captured,
      sum(refunds)::text AS refunds, sum(refunded)::text AS refunded FROM known GROUP BY 1, 2
  ) SELECT (SELECT coalesce(json_agg(top ORDER BY currency, place), '[]') FROM top) AS rows,
    (SELECT coalesce(json_agg(grouped ORDER BY currency, kind), '[]') FROM grouped) AS groups`;

/** A year's customers are added up in memory, once a report. */
const workMemoryText = `SET LOCAL work_mem = '64MB'`;

/** What customers bought, entry by entry, told apart by the keyed name of their e-mail address, always of one merchant and mode (I14). Whoever was
 *  forgotten is counted like all others: who they were only the ingress can say, and of them it cannot. */
@Injectable()
export class CustomersRepository {
  constructor(private readonly database: DataSource) {}

  /** By currency, the largest net first. Throws TransientError. */
  find(query: CustomersQuery): Promise<CustomersOfTime> {
    return this.database.transaction(async (manager) => {
      await queryRows(manager, workMemoryText);
      const [found] = await queryRows<CustomersOfTime>(manager, customersText, valuesOf(query));
      invariant(found !== undefined, 'both answers are one row');
      return found;
    });
  }
}

const valuesOf = ({ wanted, fromMs, toMs, most }: CustomersQuery): unknown[] => [
  wanted.merchant,
  wanted.mode,
  new Date(fromMs).toISOString(),
  new Date(toMs).toISOString(),
  wanted.currency,
  most,
];
