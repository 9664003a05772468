import { RESPONSE, type ResponseCode } from '../messages/response-codes.js';

/** What a card makes the acquirer do instead of approving it properly. */
export interface Behavior {
  /** As the journal names it. */
  readonly name: string;
  readonly response?: ResponseCode;
  /** The answer leaves late, or never: the acquirer has decided all the same, as when a line breaks behind it. */
  readonly delivery?: 'late' | 'never';
  readonly hasWrongAddress?: boolean;
  readonly hasWrongCvc?: boolean;
  /** Holds something else than was asked. */
  readonly approves?: 'half' | 'another_currency';
  /** The form of the answer. */
  readonly answer?: 'without_order' | 'more_elements' | 'wrong_type' | 'own_numbers';
  /** What the acquirer sends of itself before the answer. */
  readonly before?: 'unmatched' | 'garbage' | 'echo' | 'sign_off';
  /** Says no at once, and yes late: the amount is held. */
  readonly isApprovedAfterDecline?: boolean;
  /** Knows of the request only when it is late, whatever reversal came before; answers without the order. */
  readonly isDecidedLate?: boolean;
  readonly captureResponse?: ResponseCode;
  readonly refundResponse?: ResponseCode;
  /** Acts on the first advice (0220, 0420) and does not answer it; a repeat (0221, 0421) is answered. */
  readonly isFirstAdviceSilent?: boolean;
}

/** Cards that do something else than approve, by number; each passes Luhn. */
export const TEST_CARDS: Readonly<Record<string, Behavior>> = {
  '4000000000000002': { name: 'declined', response: RESPONSE.doNotHonor },
  '4000000000009995': { name: 'insufficient_funds', response: RESPONSE.insufficientFunds },
  '4000000000000069': { name: 'expired', response: RESPONSE.expiredCard },
  '4000000000000127': { name: 'wrong_cvc', hasWrongCvc: true },
  '4000000000000036': { name: 'wrong_address', hasWrongAddress: true },
  '4000000000000119': { name: 'silent', delivery: 'never' },
  '4000000000000259': { name: 'late', delivery: 'late' },
  '4000000001000019': { name: 'partial_approval', response: RESPONSE.partiallyApproved, approves: 'half' },
  '4000000001000027': { name: 'half_approved', approves: 'half' },
  '4000000001000035': { name: 'another_currency', approves: 'another_currency' },
  '4000000001000043': { name: 'honor_with_identification', response: RESPONSE.honorWithIdentification },
  '4000000001000050': { name: 'without_order', answer: 'without_order' },
  '4000000001000068': { name: 'late_without_order', delivery: 'late', answer: 'without_order' },
  '4000000001000076': { name: 'decided_late', isDecidedLate: true, answer: 'without_order' },
  '4000000001000084': { name: 'approved_after_decline', isApprovedAfterDecline: true },
  '4000000001000092': { name: 'capture_unknown', captureResponse: RESPONSE.unableToLocateRecord },
  '4000000001000100': { name: 'capture_without_funds', captureResponse: RESPONSE.insufficientFunds },
  '4000000001000118': { name: 'refund_refused', refundResponse: RESPONSE.insufficientFunds },
  '4000000001000126': { name: 'unmatched_answer', before: 'unmatched' },
  '4000000001000134': { name: 'garbage', before: 'garbage' },
  '4000000001000142': { name: 'echo', before: 'echo' },
  '4000000001000159': { name: 'sign_off', before: 'sign_off' },
  '4000000001000167': { name: 'more_elements', answer: 'more_elements' },
  '4000000001000175': { name: 'wrong_type', answer: 'wrong_type' },
  '4000000001000183': { name: 'own_numbers', answer: 'own_numbers' },
  '4000000001000191': { name: 'silent_advice', isFirstAdviceSilent: true },
  '4000000001000209': { name: 'silent_twice', delivery: 'never', isFirstAdviceSilent: true },
  '4000000001000217': { name: 'capture_later', captureResponse: RESPONSE.issuerUnavailable },
};
