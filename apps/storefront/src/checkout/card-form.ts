import type { Card } from '@tollgate/sdk';
import type { FieldErrors, Fields } from './address-form.js';

export const cardFields = ['number', 'expiry', 'cvc'] as const;

const expiryForm = /^(\d{1,2})\s*[/.\- ]\s*(\d{4}|\d{2})$/;

/** As it is printed on the card or as people write it: `12/30`, `1/2030`, `1230`. */
const expiryOf = (text: string): Pick<Card, 'expiryMonth' | 'expiryYear'> | undefined => {
  const [, month = '', year = ''] = expiryForm.exec(text) ?? /^(\d{2})(\d{2}|\d{4})$/.exec(text) ?? [];
  const expiryMonth = Number(month);
  if (expiryMonth < 1 || expiryMonth > 12) return undefined;
  return { expiryMonth, expiryYear: Number(year) + (year.length === 2 ? 2000 : 0) };
};

/** The card that was typed in, or what is wrong with it. Nothing of it is ever shown again, not even in the form that it came from. */
export const readCard = ({
  number = '',
  expiry = '',
  cvc = '',
}: Fields): { readonly card: Card } | { readonly errors: FieldErrors } => {
  const digits = number.replaceAll(/[\s-]/g, '');
  const when = expiryOf(expiry);
  const errors = {
    ...(/^\d{12,19}$/.test(digits) ? {} : { number: 'error.number' as const }),
    ...(when === undefined ? { expiry: 'error.expiry' as const } : {}),
    ...(/^\d{3,4}$/.test(cvc) ? {} : { cvc: 'error.cvc' as const }),
  };
  if (when === undefined || Object.keys(errors).length > 0) return { errors };
  return { card: { number: digits, ...when, cvc } };
};
