import type { Fault } from '../order-draft.js';
import { type Expiry, expiryFault, parseExpiry } from './card-expiry.js';
import { cvcLengthOf, digitsIn, isCardNumber } from './card-number.js';

/** What pays, as it is typed. It lives in the form alone and dies with it. */
export interface TypedPayment {
  readonly by: 'card' | 'token';
  readonly number: string;
  readonly expiry: string;
  readonly cvc: string;
  readonly token: string;
}

export const noPayment: TypedPayment = { by: 'card', number: '', expiry: '', cvc: '', token: '' };

export type Payment = { readonly card: { readonly number: string; readonly cvc?: string } & Expiry } | { readonly token: string };

const numberFault = (digits: string): string | undefined => {
  if (digits === '') return 'required';
  return isCardNumber(digits) ? undefined : 'invalid_card_number';
};

const endFault = (typed: string, now: Date): string | undefined => {
  if (typed.trim() === '') return 'required';
  const expiry = parseExpiry(typed);
  return expiry === undefined ? 'invalid_expiry' : expiryFault(expiry, now);
};

/** Of an order by mail there is none on the paper: it may be left out. */
const cvcFault = (cvc: string, digits: string): string | undefined =>
  cvc === '' || (/^\d+$/.test(cvc) && cvc.length === cvcLengthOf(digits)) ? undefined : 'invalid_cvc';

/** What is wrong with what pays, by the pointers of the API. */
export const paymentFaults = ({ by, number, expiry, cvc, token }: TypedPayment, now: Date): readonly Fault[] => {
  const digits = digitsIn(number);
  const wrong: readonly (readonly [string, string | undefined])[] =
    by === 'token'
      ? [['/payment/token', token.trim() === '' ? 'required' : undefined]]
      : [
          ['/payment/card/number', numberFault(digits)],
          ['/payment/card/expiryMonth', endFault(expiry, now)],
          ['/payment/card/cvc', cvcFault(digitsIn(cvc), digits)],
        ];
  return wrong.flatMap(([field, code]) => (code === undefined ? [] : [{ field, code }]));
};

/** What pays, as the API takes it; undefined while it is not whole. */
export const paymentOf = (typed: TypedPayment): Payment | undefined => {
  if (typed.by === 'token') return typed.token.trim() === '' ? undefined : { token: typed.token.trim() };
  const [number, cvc, expiry] = [digitsIn(typed.number), digitsIn(typed.cvc), parseExpiry(typed.expiry)];
  if (number === '' || expiry === undefined) return undefined;
  return { card: { number, ...expiry, ...(cvc === '' ? {} : { cvc }) } };
};
