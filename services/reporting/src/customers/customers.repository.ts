import { Injectable } from '@nestjs/common';
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
  /** uuid of the newest order of the time: who it was. */
  readonly order: string;
  readonly isNew: boolean;
}

/** Customers who were new in the time, or not; those without an e-mail address are neither. */
export interface CustomerGroup extends CustomerSums {
  readonly kind: 'new' | 'returning' | 'unknown';
  readonly customers: string;
}

/** New is whose first order, whatever came of it, was placed in the time or later: a fact of the past, which no later order changes. */
const own = `WITH own AS MATERIALIZED (
    SELECT currency, customer, sum(sales)::bigint AS sales, coalesce(sum(turnover_minor) FILTER (WHERE event = 'PaymentCaptured'), 0)::bigint AS captured,
      count(*) FILTER (WHERE event <> 'PaymentCaptured') AS refunds,
      coalesce(sum(turnover_minor) FILTER (WHERE event <> 'PaymentCaptured'), 0)::bigint AS refunded,
      (array_agg(order_id ORDER BY at DESC, entry DESC))[1] AS newest
    FROM journal WHERE merchant = $1 AND mode = $2 AND at >= $3::timestamptz AND at < $4::timestamptz
      AND ($5 = '' OR currency = $5) GROUP BY 1, 2
  ), known AS (
    SELECT own.*, customer <> '' AND NOT EXISTS (SELECT FROM orders WHERE merchant = $1 AND mode = $2 AND email = own.customer AND email <> ''
      AND placed_at < $3::timestamptz) AS is_new FROM own
  )`;

const topText = `${own}, ranked AS (
    SELECT *, row_number() OVER (PARTITION BY currency ORDER BY captured - refunded DESC, newest) AS place FROM known WHERE customer <> ''
  ) SELECT currency, sales, captured, refunds, refunded, newest AS order, is_new AS "isNew" FROM ranked WHERE place <= $6
  ORDER BY currency, place`;

const groupsText = `${own} SELECT currency, CASE WHEN customer = '' THEN 'unknown' WHEN is_new THEN 'new' ELSE 'returning' END AS kind,
    count(*) FILTER (WHERE customer <> '') AS customers, sum(sales)::bigint AS sales, sum(captured)::bigint AS captured,
    sum(refunds)::bigint AS refunds, sum(refunded)::bigint AS refunded
  FROM known GROUP BY 1, 2 ORDER BY 1, 2`;

/** What customers bought, told apart by the keyed name of their e-mail address, always of one merchant and mode (I14). Whoever was forgotten is
 *  counted like all others: who they were only the ingress can say, and of them it cannot. */
@Injectable()
export class CustomersRepository {
  constructor(private readonly database: DataSource) {}

  /** By currency, the largest net first. Throws TransientError. */
  top(query: CustomersQuery): Promise<readonly CustomerRow[]> {
    return queryRows<CustomerRow>(this.database, topText, [...valuesOf(query), query.most]);
  }

  /** Throws TransientError. */
  groups(query: CustomersQuery): Promise<readonly CustomerGroup[]> {
    return queryRows<CustomerGroup>(this.database, groupsText, valuesOf(query));
  }
}

const valuesOf = ({ wanted, fromMs, toMs }: CustomersQuery): unknown[] => [
  wanted.merchant,
  wanted.mode,
  new Date(fromMs).toISOString(),
  new Date(toMs).toISOString(),
  wanted.currency,
];
