import { emailDomain } from '../addresses/email-domain.js';
import { ipSignal } from '../addresses/ip-address.js';
import { normalEmail } from '../addresses/normal-email.js';
import { canonicalText } from '../idempotency/canonical-text.js';
import type { OrderRequest } from './order-request.js';

/** The goods in one normal order: what tells a second order of something else from the same one sent twice. */
const goodsOf = ({ items }: Pick<OrderRequest, 'items'>): string => {
  const quantities = new Map<string, number>();
  for (const { sku, quantity } of items) quantities.set(sku, (quantities.get(sku) ?? 0) + quantity);
  return canonicalText(Object.fromEntries(quantities));
};

/** What fraud compares orders by, in clear: it is to leave as keyed HMACs only. Empty where there is no signal. */
export const signalsOf = ({ customer, items }: Pick<OrderRequest, 'customer' | 'items'>) => {
  const ip = customer.ipAddress === undefined ? undefined : ipSignal(customer.ipAddress);
  return {
    email: normalEmail(customer.email),
    emailDomain: emailDomain(customer.email),
    ip: ip?.address ?? '',
    network: ip?.network ?? '',
    goods: goodsOf({ items }),
  };
};
