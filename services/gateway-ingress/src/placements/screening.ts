import { emailDomain } from '../addresses/email-domain.js';
import { ipSignal } from '../addresses/ip-address.js';
import { normalAddress } from '../addresses/normal-address.js';
import { normalEmail } from '../addresses/normal-email.js';
import { normalName } from '../addresses/normal-name.js';
import { territories } from '../addresses/us-states.data.js';
import { canonicalText } from '../idempotency/canonical-text.js';
import type { OrderRequest } from './order-request.js';

/** The goods in one normal order: what tells a second order of something else from the same one sent twice. */
const goodsOf = ({ items }: Pick<OrderRequest, 'items'>): string => {
  const quantities = new Map<string, number>();
  for (const { sku, quantity } of items) quantities.set(sku, (quantities.get(sku) ?? 0) + quantity);
  return canonicalText(Object.fromEntries(quantities));
};

/** The countries of an address, each way it may be written: `US` and `PR`. */
const countriesOf = (address: OrderRequest['billingAddress']): readonly string[] => {
  const { country, region } = normalAddress(address);
  return country === 'US' && territories.has(region) ? [country, region] : [country];
};

type Signaling = Pick<OrderRequest, 'customer' | 'items' | 'billingAddress' | 'shippingAddress'>;

/** What fraud compares orders by, and merchants search them by, in clear: it is to leave as keyed HMACs only, but for skus and countries.
 *  Empty where there is no signal. */
export const signalsOf = ({ customer, items, billingAddress, shippingAddress = billingAddress }: Signaling) => {
  const ip = customer.ipAddress === undefined ? undefined : ipSignal(customer.ipAddress);
  return {
    email: normalEmail(customer.email),
    emailDomain: emailDomain(customer.email),
    ip: ip?.address ?? '',
    network: ip?.network ?? '',
    goods: goodsOf({ items }),
    name: normalName(customer.name ?? billingAddress.name ?? ''),
    skus: [...new Set(items.map(({ sku }) => sku))],
    countries: [...new Set([...countriesOf(billingAddress), ...countriesOf(shippingAddress)])],
  };
};
