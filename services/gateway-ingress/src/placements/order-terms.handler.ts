import { Injectable } from '@nestjs/common';
import type { IdempotencyRecord } from '@tollgate/order-log';
import { checkSkus, linesOf, type OrderLines } from '../baskets/basket-lines.js';
import { needsShipping } from '../baskets/check-basket.js';
import { Goods } from '../goods/goods.client.js';
import type { RequestContext } from '../http/caller.js';
import { pricesOf } from '../quotes/quote-order.js';
import { Quotes } from '../quotes/quotes.client.js';
import { References } from '../references/references.repository.js';
import { FieldErrors, refuseIfAny } from '../validation/field-error.js';
import type { OrderBody } from './order.schema.js';

/** The methods that every merchant begins with. Whether another one is theirs, only their settings say. */
const usualMethods: ReadonlySet<string> = new Set(['ground', 'express']);

/** Whether an order can be had as it is asked for: its goods, its method, its price where nobody pays, its reference. */
@Injectable()
export class OrderTerms {
  constructor(
    private readonly goods: Goods,
    private readonly quotes: Quotes,
    private readonly references: References,
  ) {}

  /** The order's lines, what is delivered online pinned to the versions of now. Throws DomainError `unknown_sku`, `no_file_for_sku`,
   *  `good_is_digital`, `too_many_files`, `unknown_shipping_method` and `payment_required`. */
  async linesOf(body: OrderBody, context: RequestContext): Promise<OrderLines> {
    const pinned = await this.goods.pinBasket(context.caller.merchant, body.items);
    refuseIfAny(checkSkus(body, pinned));
    await this.priceIfInDoubt(body, context);
    return linesOf(body, pinned);
  }

  /** The record that makes the order's reference its own, where that is asked for. Throws DomainError `reference_taken`. */
  async takeReference(
    { reference, referenceIsUnique }: OrderBody,
    { caller }: RequestContext,
  ): Promise<readonly IdempotencyRecord[]> {
    return reference !== undefined && referenceIsUnique === true ? [await this.references.take(caller, reference)] : [];
  }

  /** An order without payment must cost nothing, and a method that is not everybody's must be the merchant's: both are asked of
   *  tax-shipping before anything is recorded. No other order pays for the question. */
  private async priceIfInDoubt(body: OrderBody, { caller }: RequestContext): Promise<void> {
    const isFree = body.payment === undefined;
    const { shippingMethod: chosen } = body;
    const isUnusual = chosen !== undefined && needsShipping(body) && !usualMethods.has(chosen);
    if (!isFree && !isUnusual) return;
    const { total } = pricesOf(await this.quotes.price(caller, body));
    if (isFree && total?.minor !== 0n) throw new FieldErrors([{ code: 'payment_required', field: '/payment' }]);
  }
}
