import { passesLuhn } from '@tollgate/order';
import type { Decision, Source } from '../decision.js';
import { ApiFailure } from '../http/api-failure.js';
import type { PaymentMethodForm } from '../http/forms.schema.js';
import { TEST_CARDS } from './test-cards.data.js';

/** Takes a card. Only what can be seen without the issuer is refused: a number that fails Luhn, a past date, a CVC of
 *  wrong length. */
export const createPaymentMethod = (source: Source, { card, billing_details }: PaymentMethodForm): Decision => {
  const fault = faultOf(card, source.now());
  if (fault !== undefined) throw cardFault(fault);
  const method = source.newId('pm');
  return {
    entries: [
      {
        kind: 'method_created',
        method,
        behavior: behaviorOf(card.number),
        last4: card.number.slice(-4),
        expMonth: card.exp_month,
        expYear: card.exp_year,
        hasStreet: Boolean(billing_details?.address?.line1),
        hasPostalCode: Boolean(billing_details?.address?.postal_code),
        hasCvc: card.cvc !== undefined,
      },
    ],
    shows: { method },
  };
};

/** A test card's place in the table without its middle digits, which never reach the journal. */
export const behaviorOf = (number: string): string =>
  TEST_CARDS[number] === undefined ? 'plain' : `${number.slice(0, 6)}…${number.slice(-4)}`;

const faultOf = (card: PaymentMethodForm['card'], now: Date): string | undefined => {
  if (!passesLuhn(card.number)) return 'incorrect_number';
  if (card.exp_month > 12) return 'invalid_expiry_month';
  if (card.exp_year * 12 + card.exp_month - 1 < now.getUTCFullYear() * 12 + now.getUTCMonth()) return 'invalid_expiry_year';
  return card.cvc !== undefined && !/^\d{3,4}$/.test(card.cvc) ? 'invalid_cvc' : undefined;
};

const cardFault = (code: string): ApiFailure =>
  new ApiFailure(402, { type: 'card_error', code, message: `Your card cannot be read: ${code}.` });
