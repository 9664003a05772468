import { email } from '../../addresses/address.schema.js';
import { addressParts } from '../../addresses/address-parts.data.js';
import { needsShipping } from '../../baskets/check-basket.js';
import type { FieldError } from '../../validation/field-error.js';
import { type AddressName, addressFields, type FormValues } from '../page/form-values.js';
import type { SessionTerms } from '../sessions/checkout-session.schema.js';
import { digitsIn, expiryIn } from './card-entry.js';

const typed = (values: FormValues, name: string): string => (values[name] ?? '').trim();

/** An address as the API takes it; what is no part of the country's addresses is left out, as it stands there from another country. */
const addressOf = (values: FormValues, name: AddressName): Readonly<Record<string, string>> => {
  const { parts } = addressParts(typed(values, `${name}.country`));
  const kept: ReadonlySet<string> = new Set([...parts, 'name', 'line2', 'country']);
  return Object.fromEntries(
    addressFields.filter((field) => kept.has(field)).map((field) => [field, typed(values, `${name}.${field}`)]),
  );
};

/** Which address things are delivered to. */
export const deliveryAddress = (values: FormValues): AddressName =>
  values.shipToOther === 'yes' ? 'shippingAddress' : 'billingAddress';

type Sold = Pick<SessionTerms, 'currency' | 'items'>;

/** What a quote is asked for, as the API takes it. */
export const basketBody = (sold: Sold, values: FormValues) => ({
  currency: sold.currency,
  items: sold.items,
  billingAddress: addressOf(values, 'billingAddress'),
  ...(needsShipping(sold)
    ? { shippingAddress: addressOf(values, deliveryAddress(values)), shippingMethod: typed(values, 'shippingMethod') }
    : {}),
});

/** The card of a form. What cannot be read is left out, so that the API's own rules name it. */
const cardOf = (values: FormValues) => {
  const expiry = expiryIn(typed(values, 'card.expiry'));
  return {
    number: digitsIn(typed(values, 'card.number')),
    ...(expiry === undefined ? {} : { expiryMonth: expiry.month, expiryYear: expiry.year }),
    cvc: digitsIn(typed(values, 'card.cvc')),
  };
};

export interface PaidBy {
  /** The page's client, as the server knows it. */
  readonly ipAddress: string;
  /** Nothing is to be paid where it costs nothing. */
  readonly isFree: boolean;
  /** The saved card that was chosen; undefined where one was typed. */
  readonly token?: string | undefined;
}

/** The body of `POST /v1/orders` that a form comes to: the API's own schema and rules check it. */
export const orderBody = (terms: SessionTerms, values: FormValues, { ipAddress, isFree, token }: PaidBy) => ({
  type: terms.type,
  ...basketBody(terms, values),
  customer: {
    email: typed(values, 'customer.email'),
    name: typed(values, 'billingAddress.name'),
    phone: typed(values, 'customer.phone'),
    ipAddress,
  },
  ...(isFree ? {} : { payment: token === undefined ? { card: cardOf(values) } : { token } }),
  ...(terms.reference === undefined ? {} : { reference: terms.reference }),
  ...(terms.referenceIsUnique === undefined ? {} : { referenceIsUnique: terms.referenceIsUnique }),
});

const emailErrors = (text: string): readonly FieldError[] => {
  if (text === '') return [{ code: 'required', field: '/customer/email' }];
  const [issue] = email.safeParse(text).error?.issues ?? [];
  return issue === undefined ? [] : [{ code: issue.message, field: '/customer/email' }];
};

/** What is wrong with the e-mail address, which a quote knows nothing of; and `required` of each part that the page asks for and the API does not: an
 *  address is whole on an envelope, and its check needs a street. */
export const missingParts = (sold: Sold, values: FormValues): readonly FieldError[] => {
  const uses: readonly AddressName[] =
    needsShipping(sold) && deliveryAddress(values) === 'shippingAddress'
      ? ['billingAddress', 'shippingAddress']
      : ['billingAddress'];
  const addressErrors = uses.flatMap((name) =>
    ['name', ...addressParts(typed(values, `${name}.country`)).required]
      .filter((part) => typed(values, `${name}.${part}`) === '')
      .map((part) => ({ code: 'required', field: `/${name}/${part}` })),
  );
  return [...emailErrors(typed(values, 'customer.email')), ...addressErrors];
};

/** What is wrong with the security code where one is needed: the page asks for it with every card that is typed, which the API does not. */
export const cvcErrors = (values: FormValues, { isFree, token }: Pick<PaidBy, 'isFree' | 'token'>): readonly FieldError[] => {
  const text = typed(values, 'card.cvc');
  if (isFree || token !== undefined || digitsIn(text) !== '') return [];
  return [{ code: text === '' ? 'required' : 'invalid_cvc', field: '/payment/card/cvc' }];
};

const cardFields: Readonly<Record<string, string>> = {
  '/payment/card/number': 'card.number',
  '/payment/card/expiryMonth': 'card.expiry',
  '/payment/card/expiryYear': 'card.expiry',
  '/payment/card/cvc': 'card.cvc',
  '/payment/token': 'payWith',
};

/** The page asks for an expiry in one field, which is wrong as a whole unless its time is over. */
const codeOf = (field: string, code: string): string =>
  field === 'card.expiry' && code !== 'card_expired' ? 'invalid_expiry' : code;

const fieldOf = (pointer: string, values: FormValues): string => {
  const own = cardFields[pointer] ?? pointer.slice(1).replaceAll('/', '.');
  // One address stands for both: what its delivery lacks is shown there.
  return own.startsWith('shippingAddress.') && deliveryAddress(values) === 'billingAddress'
    ? own.replace('shippingAddress.', 'billingAddress.')
    : own === 'customer.name'
      ? 'billingAddress.name'
      : own;
};

/** What is wrong, by the page's fields; the first thing of each. */
export const fieldErrors = (errors: readonly FieldError[], values: FormValues): ReadonlyMap<string, string> => {
  const found = new Map<string, string>();
  for (const { field, code } of errors) {
    const name = fieldOf(field, values);
    if (!found.has(name)) found.set(name, codeOf(name, code));
  }
  return found;
};
