import { randomBytes } from 'node:crypto';
import type { Quote } from '@tollgate/sdk';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { isShipped, itemsOf, type PricedLine } from '../cart/cart.js';
import { currency } from '../catalog/products.data.js';
import { orderNumber } from '../orders/order-number.js';
import { addressPage } from '../pages/address-page.js';
import { paymentPage } from '../pages/payment-page.js';
import { show } from '../server/answers.js';
import type { Shop } from '../server/shop.js';
import { visitorOf } from '../server/visitor.js';
import { addressFields, destinationOf, type FieldErrors, type Fields, goesElsewhere } from './address-form.js';

/** One visit of the checkout: what is bought, and what was filled in. */
export interface Visit {
  readonly shop: Shop;
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
  readonly lines: readonly PricedLine[];
  readonly fields: Fields;
}

const numberBytes = 12;
const unprocessable = 422;

export const quoteOf = ({ shop, lines, fields }: Visit): Promise<Quote> =>
  shop.tollgate.quote({ currency, items: itemsOf(lines, 'en'), ...destinationOf(fields, isShipped(lines)) });

export const showAddresses = ({ request, reply, lines, fields }: Visit, errors: FieldErrors = {}): FastifyReply =>
  show(
    reply,
    addressPage(lines, { fields, errors, visitor: visitorOf(request) }),
    Object.keys(errors).length > 0 ? unprocessable : 200,
  );

export interface PaymentState {
  readonly quote: Quote;
  readonly errors?: FieldErrors;
  readonly status?: number;
  /** The order's number was never used, or may have been for this very try: it stays. */
  readonly keepsNumber?: boolean;
}

export const showPayment = (visit: Visit, { quote, errors = {}, status = 200, keepsNumber }: PaymentState) => {
  const { shop, request, reply, lines, fields } = visit;
  const number = keepsNumber && hasOwnNumber(visit) ? (fields.orderNumber ?? '') : orderNumber(randomBytes(numberBytes));
  const own = { orderNumber: number, orderSeal: shop.seals.sealOf('number', number), shownTotal: String(quote.amounts.total) };
  const state = { fields: { ...fields, ...own }, errors, visitor: visitorOf(request) };
  return show(reply, paymentPage({ lines, quote, state }), status);
};

/** Whether the order's number is one that the shop gave out. */
export const hasOwnNumber = ({ shop, fields: { orderNumber: text = '', orderSeal: seal = '' } }: Visit): boolean =>
  text !== '' && shop.seals.isRight('number', { text, seal });

export const isElsewhere = ({ lines, fields }: Visit): boolean => isShipped(lines) && goesElsewhere(fields);

/** The errors of the first step's fields, where there are any. */
export const addressErrors = (errors: FieldErrors): FieldErrors | undefined =>
  Object.keys(errors).some((name) => addressFields.includes(name)) ? errors : undefined;
