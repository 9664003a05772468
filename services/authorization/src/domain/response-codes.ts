/** The acquirer's word that the amount is held. */
const APPROVED = '00';

/** The acquirer knows of nothing to undo. */
const UNABLE_TO_LOCATE_RECORD = '25';

/** Response codes to the stable codes that merchants read. What is not here is `declined`.
 *  Source: ISO 8583:1987 DE 39; 82, N7 (CVC) and R0, R1 (customer's stop) are the networks' later additions. */
const DECLINE_CODES: Readonly<Record<string, string>> = {
  '01': 'refer_to_issuer',
  '02': 'refer_to_issuer',
  '03': 'invalid_merchant',
  '04': 'pick_up_card',
  '05': 'do_not_honor',
  '07': 'pick_up_card',
  '12': 'invalid_transaction',
  '13': 'invalid_amount',
  '14': 'invalid_card_number',
  '15': 'no_such_issuer',
  '19': 'try_again',
  '30': 'format_error',
  '33': 'expired_card',
  '34': 'suspected_fraud',
  '36': 'restricted_card',
  '41': 'lost_card',
  '43': 'stolen_card',
  '51': 'insufficient_funds',
  '54': 'expired_card',
  '57': 'not_permitted',
  '58': 'not_permitted',
  '59': 'suspected_fraud',
  '61': 'amount_limit_exceeded',
  '62': 'restricted_card',
  '65': 'frequency_limit_exceeded',
  '82': 'incorrect_cvc',
  '91': 'issuer_unavailable',
  '94': 'duplicate_transmission',
  '96': 'system_malfunction',
  N7: 'incorrect_cvc',
  R0: 'stopped_by_customer',
  R1: 'stopped_by_customer',
};

export const isApproval = (responseCode: string): boolean => responseCode === APPROVED;

/** Whether the answer to a reversal means that nothing is live any more: it was undone, or never was. */
export const isReversalAcknowledged = (responseCode: string): boolean =>
  responseCode === APPROVED || responseCode === UNABLE_TO_LOCATE_RECORD;

export const declineCodeOf = (responseCode: string): string => DECLINE_CODES[responseCode] ?? 'declined';
