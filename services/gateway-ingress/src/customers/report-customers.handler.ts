import { Injectable } from '@nestjs/common';
import {
  type CustomerRow,
  CustomersRequestSchema,
  CustomersResponseSchema,
  type MessageInitShape,
  type NamedCustomerSchema,
  requests,
  toPublicId,
} from '@tollgate/contracts';
import { DomainError } from '@tollgate/errors';
import { Requests } from '@tollgate/messaging';
import { dayAfter, timeZone } from '@tollgate/order';
import type { Caller } from '../api-keys/api-keys.repository.js';
import { OrderKeys } from '../orders/order-keys.store.js';
import { OwnOrders } from '../orders/own-orders.repository.js';
import { timeZoneIn } from '../stores/time-zone.js';
import { refusal } from '../validation/field-error.js';
import { toCustomerId } from './customer-id.js';

const MOST_CUSTOMERS = 100;
/** Each is read and unsealed from an order. */
const NAMES_AT_ONCE = 20;
/** All that the journal holds of the time is summed by customer. */
const sumsWithinMs = 10_000;

/** A time of a report, RFC 3339, in one currency or all, as it was known at a moment or is now. */
interface Time {
  readonly from: string;
  readonly to: string;
  readonly currency: string;
  readonly at: string;
}

/** A customer as a report names them; whoever was forgotten has no name any more. */
export interface NamedCustomer {
  readonly order: string;
  readonly id: string | null;
  readonly name: string | null;
  readonly email: string | null;
}

/** Whose orders a report is of. Reporting knows customers by keyed names; who they are the key of an order says, as long as there is one. */
@Injectable()
export class ReportCustomers {
  constructor(
    private readonly own: OwnOrders,
    private readonly keys: OrderKeys,
    private readonly requests: Requests,
  ) {}

  /** Who bought most, each named by an order, and what new and returning customers bought. */
  report({ merchant, mode }: Caller, time: Time) {
    const asked = { merchant, mode, ...time, limit: MOST_CUSTOMERS };
    const options = { timeoutMs: sumsWithinMs, mayBeLarge: true };
    return this.requests.request(requests.customers, CustomersRequestSchema, CustomersResponseSchema, asked, options);
  }

  async namesOf(caller: Caller, rows: readonly Pick<CustomerRow, 'order'>[]): Promise<readonly NamedCustomer[]> {
    const named: NamedCustomer[] = [];
    for (let first = 0; first < rows.length; first += NAMES_AT_ONCE) {
      const slice = rows.slice(first, first + NAMES_AT_ONCE);
      named.push(...(await Promise.all(slice.map(({ order }) => this.nameOf(caller, order)))));
    }
    return named;
  }

  /** What those are called who bought most in these days of a zone, for a file of them. */
  async bestOf(
    caller: Caller,
    { from, to, timeZone: name, currency, at }: Time & { readonly timeZone: string },
  ): Promise<MessageInitShape<typeof NamedCustomerSchema>[]> {
    if (timeZoneIn(name) === undefined) throw refusal('invalid_time_zone', 'timeZone');
    const startOf = (day: string): string => new Date(timeZone(name).startOfDay(day)).toISOString();
    const { rows } = await this.report(caller, { currency, at, from: startOf(from), to: startOf(dayAfter(to)) });
    const named = await this.namesOf(caller, rows);
    return rows.map(({ order }, index) => ({ order, name: named[index]?.name ?? named[index]?.email ?? '' }));
  }

  /** By the uuid of an order of theirs. */
  private async nameOf(caller: Caller, order: string): Promise<NamedCustomer> {
    const found = await this.own.load(caller, order);
    const person = found && this.keys.unseal(order, found.order.placed.sealedPersonalData, found.key);
    return {
      order: toPublicId('ord', order),
      id: found?.key === undefined ? null : toCustomerId(found.key.customerId),
      name: person?.name ?? null,
      email: person?.email ?? null,
    };
  }

  /** The keyed name that reporting knows the customer of an order by. Throws DomainError `not_found` for whoever was forgotten, too: nobody is
   *  told which orders were theirs. */
  async keyedName(caller: Caller, publicOrder: string): Promise<string> {
    const { order, key } = await this.own.find(caller, publicOrder);
    if (key === undefined) throw new DomainError('not_found');
    return order.placed.screening?.email ?? '';
  }
}
