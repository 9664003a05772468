import type Stripe from 'stripe';

/** What the issuer's checks found, in the letters of the port; empty where nothing was checked. */
export interface CheckLetters {
  readonly avs: string;
  readonly cvc: string;
}

interface Checks {
  readonly address_line1_check: string | null;
  readonly address_postal_code_check: string | null;
  readonly cvc_check: string | null;
}

/** Source: docs.stripe.com/api/charges/object, payment_method_details.card.checks: pass, fail, unavailable,
 *  unchecked. */
export const checkLetters = (checks: Checks | null | undefined): CheckLetters => ({
  avs: avsLetter(checks?.address_line1_check, checks?.address_postal_code_check),
  cvc: CVC_LETTERS[checks?.cvc_check ?? ''] ?? '',
});

const CVC_LETTERS: Readonly<Record<string, string>> = { pass: 'M', fail: 'N', unchecked: 'P', unavailable: 'U' };

const avsLetter = (street: string | null | undefined, postalCode: string | null | undefined): string => {
  if (street === 'pass') return postalCode === 'pass' ? 'Y' : 'A';
  if (postalCode === 'pass') return 'Z';
  if (street === 'fail' || postalCode === 'fail') return 'N';
  return street === 'unavailable' || postalCode === 'unavailable' ? 'U' : '';
};

/** The charge of an answer that was asked to expand it. */
export const chargeOf = (intent: Stripe.PaymentIntent): Stripe.Charge | undefined =>
  intent.latest_charge === null || typeof intent.latest_charge === 'string' ? undefined : intent.latest_charge;
