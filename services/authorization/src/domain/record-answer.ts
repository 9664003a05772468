import { newEvent, type OrderEvent } from '@tollgate/contracts';
import { invariant } from '@tollgate/errors';
import { type Order } from '@tollgate/order';
import { paymentCaptured } from './capture-payment.js';
import { hasOutcome } from './has-outcome.js';
import { declineCodeOf, isApproval } from './response-codes.js';

/** What the issuer said, in the words of the trade: DE 39, 38 and 44. */
export interface IssuerAnswer {
  readonly responseCode: string;
  readonly authorizationCode: string;
  readonly avs: string;
  readonly cvc: string;
}

/** Records the issuer's answer; an approved sale is captured with it. Answers [] when the request has its outcome, which holds for
 *  a late approval, too: it is never shown as approved. */
export const recordAnswer = (order: Order, answer: IssuerAnswer): readonly OrderEvent[] => {
  const { requested } = order.payment;
  invariant(requested !== undefined, 'only what was asked is answered');
  if (hasOutcome(order)) return [];
  const { responseCode, authorizationCode, avs, cvc } = answer;
  if (!isApproval(responseCode)) {
    return [newEvent('PaymentDeclined', { responseCode, code: declineCodeOf(responseCode), avs, cvc })];
  }
  const { amount, operation } = requested;
  invariant(amount !== undefined, 'a request names an amount');
  const authorized = newEvent('PaymentAuthorized', { amount, authorizationCode, avs, cvc, responseCode });
  return operation === 'sale' ? [authorized, paymentCaptured(order, amount)] : [authorized];
};
