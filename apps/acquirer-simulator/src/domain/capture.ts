import type { Message } from '@tollgate/iso8583';
import type { Book } from './book.js';
import { type Decision, reply } from './decision.js';
import { RESPONSE, type ResponseCode } from './response-codes.js';

/** 0220 takes an authorized amount, whole or part, once: an advice for what is captured already is acknowledged and not counted.
 *  The transaction is found by its retrieval reference number and must agree in the authorization code when one is given. */
export const capture = (book: Book, advice: Message): Decision => {
  const { amount, stan, rrn, terminalId: terminal, currency } = advice;
  if (amount === undefined || stan === undefined || rrn === undefined || terminal === undefined || currency === undefined) {
    return reply(advice, { responseCode: RESPONSE.formatError });
  }
  const transaction = book.findApproved(rrn);
  const refusal = refusalOf(transaction, advice);
  const decision = reply(advice, { responseCode: refusal ?? RESPONSE.approved, authorizationCode: advice.authorizationCode });
  if (refusal !== undefined || transaction === undefined || transaction.capturedAmount > 0) return decision;
  const { order } = transaction.decided;
  return { ...decision, entries: [{ kind: 'captured', terminal, stan, rrn, order, amount: Number(amount), currency }] };
};

const refusalOf = (transaction: ReturnType<Book['findApproved']>, advice: Message): ResponseCode | undefined => {
  if (transaction === undefined) return RESPONSE.unableToLocateRecord;
  const { decided, isReversed } = transaction;
  if (advice.authorizationCode !== undefined && advice.authorizationCode !== decided.code) return RESPONSE.unableToLocateRecord;
  if (isReversed) return RESPONSE.invalidTransaction;
  const amount = Number(advice.amount);
  const isCovered = advice.currency === decided.currency && amount > 0 && amount <= decided.amount;
  return isCovered ? undefined : RESPONSE.invalidAmount;
};
