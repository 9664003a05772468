import type { TollgateError } from '@tollgate/sdk';
import type { TextKey } from '../texts/en.data.js';
import type { FieldErrors } from './address-form.js';

/** The codes of the gateway that have words of their own: a customer can do something about them. */
const explained = [
  'required',
  'invalid_email',
  'invalid_phone',
  'unknown_country',
  'unknown_region',
  'invalid_postal_code',
  'postal_code_mismatch',
  'invalid_characters',
  'too_long',
  'card_number_in_text',
  'destination_not_served',
  'shipping_method_not_offered',
  'parcel_too_heavy',
  'invalid_card_number',
  'invalid_expiry_month',
  'invalid_expiry_year',
  'card_expired',
  'expired_card',
  'incorrect_cvc',
  'insufficient_funds',
  'duplicate_order',
  'processor_unavailable',
  'total_changed',
  'acquirer_timeout',
] as const;

const textOf = (code: string): TextKey | undefined => {
  const known = explained.find((one) => one === code);
  return known === undefined ? undefined : `error.${known}`;
};

/** S13: why a payment was declined is said only where it helps who pays, and nobody who tries out cards. */
export const declined: TextKey = 'error.declined';

const cardPlaces: Readonly<Record<string, string>> = {
  '/payment/card/number': 'number',
  '/payment/card/expiryMonth': 'expiry',
  '/payment/card/expiryYear': 'expiry',
  '/payment/card/cvc': 'cvc',
};

/** The field of our forms that a pointer into the gateway's request stands for. */
const fieldAt = (pointer: string, isElsewhere: boolean): string => {
  const card = cardPlaces[pointer];
  if (card !== undefined) return card;
  const [, place, part] = /^\/(billing|shipping)Address\/(\w+)$/.exec(pointer) ?? [];
  if (part !== undefined) return `${isElsewhere ? place : 'billing'}.${part}`;
  const [, own] = /^\/customer\/(email|phone)$/.exec(pointer) ?? [];
  if (own !== undefined) return own;
  if (pointer === '/customer/name') return 'billing.name';
  return pointer === '/shippingMethod' ? 'shippingMethod' : 'form';
};

/** The field of what says where the parcel cannot go. */
const atDestination: ReadonlySet<string> = new Set(['destination_not_served', 'shipping_method_not_offered']);

const fieldFor = (code: string, pointer: string, isElsewhere: boolean): string => {
  const field = fieldAt(pointer, isElsewhere);
  if (field !== 'form' || !atDestination.has(code)) return field;
  return isElsewhere ? 'shipping.country' : 'billing.country';
};

/** What the gateway found wrong, as texts for the customer and at the fields of our forms. `isElsewhere`: the parcel goes to another address. */
export const explainProblem = (error: TollgateError, isElsewhere: boolean): FieldErrors => {
  const isDeclined = error.status === 402;
  if (isDeclined) return { form: textOf(error.code) ?? declined };
  const found = error.errors.length > 0 ? error.errors : [{ code: error.code, field: error.field ?? '' }];
  return Object.fromEntries(
    found.map(({ code, field }) => [fieldFor(code, field, isElsewhere), textOf(code) ?? 'error.unknown']).toReversed(),
  );
};
