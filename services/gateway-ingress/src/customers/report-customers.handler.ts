import { Injectable } from '@nestjs/common';
import { toPublicId } from '@tollgate/contracts';
import { DomainError } from '@tollgate/errors';
import type { Caller } from '../api-keys/api-keys.repository.js';
import { OrderKeys } from '../orders/order-keys.store.js';
import { OwnOrders } from '../orders/own-orders.repository.js';
import { toCustomerId } from './customer-id.js';

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
  ) {}

  /** By the uuid of an order of theirs. */
  async nameOf(caller: Caller, order: string): Promise<NamedCustomer> {
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
