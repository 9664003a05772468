/** When the answer to a confirmation leaves. `never` and `dropped` leave the approval in the books all the same. */
export type Delivery = 'now' | 'late' | 'never' | 'dropped' | 'server_error';

/** What an issuer's check finds when there is something to check. Source: docs.stripe.com/api/charges/object. */
export type Check = 'pass' | 'fail' | 'unavailable';

export interface CardBehavior {
  readonly brand: string;
  /** The issuer says no: Stripe's error code, its decline code where the error has one, and the network's own code. */
  readonly decline?: { readonly code: string; readonly declineCode?: string; readonly networkCode: string };
  /** The issuer wants 3-D Secure. */
  readonly wantsAuthentication?: boolean;
  readonly street?: Check;
  readonly postalCode?: Check;
  readonly cvc?: Check;
  readonly delivery?: Delivery;
  /** Approved, but its capture, or its refund, is refused for good with this error code. */
  readonly captureFault?: string;
  readonly refundFault?: string;
}

const visa = { brand: 'visa' };
const declines = (declineCode: string, networkCode: string): CardBehavior => ({
  ...visa,
  decline: { code: 'card_declined', declineCode, networkCode },
});

/** The public test cards whose behavior can be told apart here, and five of ours (4999 99…): four for
 *  answers that do not come, one for a hold that is gone early.
 *  Source: docs.stripe.com/testing. */
export const TEST_CARDS: Readonly<Record<string, CardBehavior>> = {
  '4242424242424242': visa,
  '5555555555554444': { brand: 'mastercard' },
  '378282246310005': { brand: 'amex' },
  '6011111111111117': { brand: 'discover' },
  '4000000000000002': declines('generic_decline', '05'),
  '4000000000009995': declines('insufficient_funds', '51'),
  '4000000000009987': declines('lost_card', '41'),
  '4000000000009979': declines('stolen_card', '43'),
  '4000000000006975': declines('card_velocity_exceeded', '65'),
  '4100000000000019': declines('fraudulent', ''),
  '4000000000000069': { ...visa, decline: { code: 'expired_card', networkCode: '54' } },
  '4000000000000127': { ...visa, decline: { code: 'incorrect_cvc', networkCode: 'N7' }, cvc: 'fail' },
  '4000000000000119': { ...visa, decline: { code: 'processing_error', networkCode: '96' } },
  '4000000000000101': { ...visa, cvc: 'fail' },
  '4000000000000010': { ...visa, street: 'fail', postalCode: 'fail' },
  '4000000000000028': { ...visa, street: 'fail' },
  '4000000000000036': { ...visa, postalCode: 'fail' },
  '4000000000000044': { ...visa, street: 'unavailable', postalCode: 'unavailable' },
  '4000000000003220': { ...visa, wantsAuthentication: true },
  '4000002760003184': { ...visa, wantsAuthentication: true },
  '4999990000000015': { ...visa, delivery: 'never' },
  '4999990000000023': { ...visa, delivery: 'late' },
  '4999990000000031': { ...visa, delivery: 'dropped' },
  '4999990000000049': { ...visa, delivery: 'server_error' },
  '4999990000000056': { ...visa, captureFault: 'charge_expired_for_capture' },
  '4000000000000259': { ...visa, refundFault: 'charge_disputed' },
};

/** Any other card is approved. */
export const PLAIN_CARD: CardBehavior = visa;
