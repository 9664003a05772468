import type { Address, OrderRequest } from '@tollgate/sdk';
import type { TextKey } from '../texts/en.data.js';

/** What a form sent, by the names of its fields. */
export type Fields = Readonly<Record<string, string>>;
/** What is wrong, as the key of its text, by the name of the field; under `form` what belongs to none. */
export type FieldErrors = Readonly<Record<string, TextKey>>;

const addressParts = ['name', 'line1', 'line2', 'city', 'region', 'postalCode', 'country'] as const;

/** The fields of the first step, which the second one carries along. */
export const addressFields: readonly string[] = [
  'email',
  'phone',
  ...addressParts.map((part) => `billing.${part}`),
  'elsewhere',
  ...addressParts.map((part) => `shipping.${part}`),
  'shippingMethod',
];

const mostSigns = 200;

/** The fields of these names, without blanks around them, and no longer than anything that is meant well. */
export const readFields = (sent: Readonly<Record<string, unknown>>, names: readonly string[]): Fields =>
  Object.fromEntries(names.map((name) => [name, typeof sent[name] === 'string' ? sent[name].trim().slice(0, mostSigns) : '']));

export const goesElsewhere = ({ elsewhere }: Fields): boolean => elsewhere === 'yes';

const addressOf = (fields: Fields, prefix: 'billing' | 'shipping'): Address => {
  const parts = addressParts.flatMap((part) => {
    const value = fields[`${prefix}.${part}`] ?? '';
    return value === '' ? [] : [[part, value] as const];
  });
  return { country: '', ...Object.fromEntries(parts) };
};

const emailForm = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;

const needed = ['name', 'line1', 'city', 'country'] as const;

/** What the shop sees by itself. Which countries have regions and postal codes, and how these look, the gateway says. */
export const checkAddresses = (fields: Fields, isShipped: boolean): FieldErrors => {
  const places = isShipped && goesElsewhere(fields) ? ['billing', 'shipping'] : ['billing'];
  const names = places.flatMap((place) => needed.map((part) => `${place}.${part}`));
  const empty = names.filter((name) => !fields[name]).map((name) => [name, 'error.required'] as const);
  const email = emailForm.test(fields.email ?? '') ? [] : [['email', 'error.email'] as const];
  return Object.fromEntries([...email, ...empty]);
};

type Destination = Pick<OrderRequest, 'billingAddress' | 'shippingAddress' | 'shippingMethod'>;

/** Where the goods go and who pays, as the gateway takes it. */
export const destinationOf = (fields: Fields, isShipped: boolean): Destination => {
  const billingAddress = addressOf(fields, 'billing');
  if (!isShipped) return { billingAddress };
  const shippingAddress = goesElsewhere(fields) ? addressOf(fields, 'shipping') : billingAddress;
  return { billingAddress, shippingAddress, ...(fields.shippingMethod ? { shippingMethod: fields.shippingMethod } : {}) };
};

export const customerOf = (fields: Fields, ipAddress: string): OrderRequest['customer'] => ({
  email: fields.email ?? '',
  ...(fields['billing.name'] ? { name: fields['billing.name'] } : {}),
  ...(fields.phone ? { phone: fields.phone } : {}),
  ipAddress,
});
