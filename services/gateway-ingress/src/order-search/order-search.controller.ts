import { Get, Query } from '@nestjs/common';
import { ListOrdersRequestSchema, ListOrdersResponseSchema, requests } from '@tollgate/contracts';
import { Requests } from '@tollgate/messaging';
import { normalEmail } from '../addresses/normal-email.js';
import { normalName } from '../addresses/normal-name.js';
import { Context, type RequestContext } from '../http/caller.js';
import { MerchantController } from '../http/merchant-controller.js';
import { listOf } from '../http/paging.js';
import { Route } from '../http/route.js';
import { orderDetailSchema } from '../orders/order-answer.schema.js';
import { OrderKeys } from '../orders/order-keys.store.js';
import { type OwnOrder, OwnOrders } from '../orders/own-orders.repository.js';
import { refuseIfAny } from '../validation/field-error.js';
import { type OrderSearch, orderSearchSchema } from './order-search.schema.js';
import { checkSearch, orderWish } from './order-wish.js';

/** Reporting knows orders by keyed names of address and person, which stay. Whoever asks by these shall not learn which orders were a forgotten
 *  person's. */
const isShownTo =
  ({ email, name }: OrderSearch) =>
  ({ key }: OwnOrder): boolean =>
    (email === undefined && name === undefined) || key !== undefined;

/** The merchant's orders, for who looks for some: `GET /v1/orders`. */
@MerchantController('orders')
export class OrderSearchController {
  constructor(
    private readonly own: OwnOrders,
    private readonly keys: OrderKeys,
    private readonly requests: Requests,
  ) {}

  @Get()
  @Route({
    id: 'listOrders',
    right: 'orders:read',
    summary: 'Orders, newest first, by whatever is known of them',
    description: 'Found in a read model that follows the log by a fraction of a second; shown from the log itself.',
    query: orderSearchSchema,
    answers: { 200: ['A page of orders', listOf(orderDetailSchema, 'OrderList')] },
    problems: { 422: 'Parameters that are wrong, each with its code' },
  })
  async list(@Query() search: OrderSearch, @Context() { caller }: RequestContext): Promise<object> {
    refuseIfAny(checkSearch(search));
    const names = {
      email: this.keys.nameOf(caller, 'email', normalEmail(search.email ?? '')),
      name: this.keys.nameOf(caller, 'name', normalName(search.name ?? '')),
    };
    const { merchant, mode } = caller;
    const wish = { merchant, mode, ...orderWish(search, names) };
    const page = await this.requests.request(requests.listOrders, ListOrdersRequestSchema, ListOrdersResponseSchema, wish);
    const found = await Promise.all(page.orders.map((id) => this.own.load(caller, id, search.at)));
    const data = found
      .filter((one) => one !== undefined)
      .filter(isShownTo(search))
      .map((one) => this.own.describe(one));
    return { data, nextCursor: page.nextCursor || null };
  }
}
