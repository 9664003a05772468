import { normalPhone } from '../addresses/normal-phone.js';
import { checkBasket } from '../baskets/check-basket.js';
import { checkExpiry, type Expiry } from '../cards/check-expiry.js';
import type { FieldError } from '../validation/field-error.js';
import type { CustomerRequest, OrderRequest } from './order-request.js';

/** An order and the card that came with it, if one did. */
export interface CheckedOrder extends OrderRequest {
  readonly payment?: { readonly card?: Expiry | undefined } | undefined;
}

const checkPhone = ({ customer: { phone }, billingAddress }: OrderRequest): readonly FieldError[] =>
  phone === undefined || normalPhone(phone, billingAddress.country) !== undefined
    ? []
    : [{ code: 'invalid_phone', field: '/customer/phone' }];

/** What is wrong with an order beyond its form, in the order of its fields: what `checkBasket` finds, `invalid_phone`, `card_expired`
 *  and `invalid_expiry_year`. */
export const checkOrder = (order: CheckedOrder, now: Date): readonly FieldError[] => {
  const { card } = order.payment ?? {};
  return [...checkBasket(order), ...checkPhone(order), ...(card === undefined ? [] : checkExpiry(card, now, '/payment/card'))];
};

/** The customer as they are kept: the telephone number in its one form. */
export const normalCustomer = ({ customer, billingAddress }: OrderRequest): CustomerRequest => {
  const { phone, ...rest } = customer;
  return phone === undefined ? rest : { ...rest, phone: normalPhone(phone, billingAddress.country) ?? phone };
};
