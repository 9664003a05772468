import type { Message } from '@tollgate/iso8583';
import type { Transaction } from '../books/book.js';
import { behaviorNamed } from '../cards/test-cards.js';
import { type Advice, adviceDecision, isOurs, readAdvice } from './advice.js';
import { type Decision, type Host, reply } from './decision.js';
import { RESPONSE, type ResponseCode } from './response-codes.js';

/** 0220 with processing code 20 gives captured money back: each advice once, all together no more than was captured. */
export const refund = (host: Host, message: Message): Decision => {
  const advice = readAdvice(message);
  if (advice === undefined) return reply(message, { responseCode: RESPONSE.formatError });
  const transaction = host.book.findApproved(advice.rrn);
  const isKnown = host.book.hasAdvice('refunded', advice);
  const refusal = isKnown ? undefined : refusalOf(transaction, advice, message);
  const isCounted = !isKnown && refusal === undefined && transaction !== undefined;
  const entries = isCounted ? [{ kind: 'refunded' as const, order: transaction.decided.order, ...advice }] : [];
  return adviceDecision({ message, refusal, entries, transaction });
};

const refusalOf = (transaction: Transaction | undefined, advice: Advice, message: Message): ResponseCode | undefined => {
  if (transaction === undefined || !isOurs(transaction, message)) return RESPONSE.unableToLocateRecord;
  const { decided, isReversed, capturedAmount, refundedAmount } = transaction;
  const { refundResponse } = behaviorNamed(decided.behavior);
  if (refundResponse !== undefined) return refundResponse;
  if (isReversed) return RESPONSE.invalidTransaction;
  const isCovered = advice.currency === decided.currency && advice.amount > 0 && advice.amount <= capturedAmount - refundedAmount;
  return isCovered ? undefined : RESPONSE.invalidAmount;
};
