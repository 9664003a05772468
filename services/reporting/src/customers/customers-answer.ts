import type { CustomersResponseSchema, MessageInitShape } from '@tollgate/contracts';
import type { CustomerSums, CustomersOfTime } from './customers.repository.js';

const figuresOf = ({ sales, captured, refunds, refunded }: CustomerSums) => ({
  orders: BigInt(sales),
  captured: BigInt(captured),
  refunds: BigInt(refunds),
  refunded: BigInt(refunded),
  net: BigInt(captured) - BigInt(refunded),
});

/** Customers and groups of them, as they came. */
export const customersAnswer = ({ rows, groups }: CustomersOfTime): MessageInitShape<typeof CustomersResponseSchema> => ({
  rows: rows.map((row) => ({ currency: row.currency, order: row.order, isNew: row.isNew, figures: figuresOf(row) })),
  groups: groups.map((group) => ({
    currency: group.currency,
    kind: group.kind,
    customers: BigInt(group.customers),
    figures: figuresOf(group),
  })),
});
