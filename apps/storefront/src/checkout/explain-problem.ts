import type { TollgateError } from '@tollgate/sdk';
import type { FieldErrors } from './address-form.js';

/** What a customer can do about what the gateway says, by its code. */
const sentences: Readonly<Record<string, string>> = {
  required: 'Please fill this in.',
  invalid_email: 'No mail can be sent to this address.',
  invalid_phone: 'This is not a telephone number of your country. For one abroad, begin with + and the country code.',
  unknown_country: 'We do not know this country.',
  unknown_region: 'This is not a state or region of the country.',
  invalid_postal_code: 'This is not a postal code of the country.',
  postal_code_mismatch: 'This postal code belongs to another state or region.',
  invalid_characters: 'Some of these characters cannot be used.',
  too_long: 'This is too long.',
  card_number_in_text: 'Please give your card number in its own field only.',
  destination_not_served: 'We are sorry: we do not ship there.',
  shipping_method_not_offered: 'This delivery option is not available there.',
  parcel_too_heavy: 'This is too heavy for one parcel: please remove some of it.',
  invalid_card_number: 'There is a typo in the card number.',
  invalid_expiry_month: 'The month is 1 to 12.',
  invalid_expiry_year: 'Please check the year.',
  card_expired: 'This card has expired.',
  expired_card: 'Your bank says that this card has expired.',
  incorrect_cvc: 'Your bank says that the security code is wrong.',
  insufficient_funds: 'Your bank declined the payment. You have not been charged: please try another card.',
  duplicate_order: 'You bought exactly this a moment ago, and were charged once. To buy it again, wait a minute.',
  processor_unavailable: 'Your bank could not be reached. You have not been charged: please try again.',
  total_changed: 'The total has changed since you last saw it. You have not been charged: please check it again.',
  acquirer_timeout: 'Your bank did not answer in time. You have not been charged: please try again.',
};

/** S13: why a payment was declined is said only where it helps who pays, and nobody who tries out cards. */
export const declined = 'Your payment was declined. You have not been charged: please try another card, or ask your bank.';
const unknown = 'Please check this.';

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

/** What the gateway found wrong, in the customer's words and at the fields of our forms. `isElsewhere`: the parcel goes to another address. */
export const explainProblem = (error: TollgateError, isElsewhere: boolean): FieldErrors => {
  const isDeclined = error.status === 402;
  if (isDeclined) return { form: sentences[error.code] ?? declined };
  const found = error.errors.length > 0 ? error.errors : [{ code: error.code, field: error.field ?? '' }];
  return Object.fromEntries(
    found.map(({ code, field }) => [fieldFor(code, field, isElsewhere), sentences[code] ?? unknown]).toReversed(),
  );
};
