import type { Message } from '@tollgate/iso8583';
import type { Transaction } from '../books/book.js';
import type { BookEntry } from '../books/journal-entry.js';
import { behaviorNamed } from '../cards/test-cards.js';
import { type Advice, adviceDecision, isOurs, readAdvice } from './advice.js';
import { type Decision, type Host, reply } from './decision.js';
import { RESPONSE, type ResponseCode } from './response-codes.js';

/** 0220 takes an authorized amount, whole or in parts: each advice, named by its own STAN and time under the authorization's RRN, is
 *  counted once. A final one gives back what is left. The authorization code must agree when one is given. */
export const capture = (host: Host, message: Message): Decision => {
  const advice = readAdvice(message);
  if (advice === undefined) return reply(message, { responseCode: RESPONSE.formatError });
  const transaction = host.book.findApproved(advice.rrn);
  const isKnown = host.book.hasAdvice('captured', advice);
  const refusal = isKnown ? undefined : refusalOf(transaction, advice, message);
  const entries =
    isKnown || refusal !== undefined || transaction === undefined ? [] : captured(host, transaction, { advice, message });
  return adviceDecision({ message, refusal, entries, transaction });
};

const refusalOf = (transaction: Transaction | undefined, advice: Advice, message: Message): ResponseCode | undefined => {
  if (transaction === undefined || !isOurs(transaction, message)) return RESPONSE.unableToLocateRecord;
  const { decided, isReversed, capturedAmount, voidedAmount } = transaction;
  const { captureResponse } = behaviorNamed(decided.behavior);
  if (captureResponse !== undefined) return captureResponse;
  if (isReversed) return RESPONSE.invalidTransaction;
  const left = decided.amount - capturedAmount - voidedAmount;
  const isCovered = advice.currency === decided.currency && advice.amount > 0 && advice.amount <= left;
  return isCovered ? undefined : RESPONSE.invalidAmount;
};

type Asked = { readonly advice: Advice; readonly message: Message };

const captured = ({ profile }: Host, transaction: Transaction, { advice, message }: Asked): BookEntry[] => {
  const { decided, capturedAmount, voidedAmount } = transaction;
  const { order } = decided;
  const entry: BookEntry = { kind: 'captured', order, ...advice };
  const rest = decided.amount - capturedAmount - voidedAmount - advice.amount;
  const isFinal = message[profile.finalCapture.field] === profile.finalCapture.final;
  return isFinal && rest > 0 ? [entry, { kind: 'voided', order, ...advice, amount: rest }] : [entry];
};
