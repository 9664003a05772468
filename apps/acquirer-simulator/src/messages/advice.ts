import type { Message } from '@tollgate/iso8583';
import type { Transaction } from '../books/book.js';
import type { BookEntry } from '../books/journal-entry.js';
import { behaviorNamed } from '../cards/test-cards.js';
import { type Decision, isRepeat, reply } from './decision.js';
import { RESPONSE, type ResponseCode } from './response-codes.js';

/** An advice about an approved transaction, which its RRN names; the advice's own STAN and time name the advice. */
export type Advice = {
  readonly terminal: string;
  readonly stan: string;
  readonly rrn: string;
  readonly sent: string | undefined;
  readonly amount: number;
  readonly currency: string;
};

export const readAdvice = (message: Message): Advice | undefined => {
  const { amount, stan, rrn, terminalId: terminal, currency, transmissionTime: sent } = message;
  if (amount === undefined || stan === undefined || rrn === undefined) return undefined;
  if (terminal === undefined || currency === undefined) return undefined;
  return { terminal, stan, rrn, sent, amount: Number(amount), currency };
};

/** Whether the advice's authorization code, if it has one, is the transaction's. */
export const isOurs = ({ decided }: Transaction, { authorizationCode }: Message): boolean =>
  authorizationCode === undefined || authorizationCode === decided.code;

interface Judged {
  readonly message: Message;
  readonly refusal: ResponseCode | undefined;
  readonly entries: readonly BookEntry[];
  readonly transaction: Transaction | undefined;
}

/** The answer to an advice; the card may have it that only a repeat is answered. */
export const adviceDecision = ({ message, refusal, entries, transaction }: Judged): Decision => {
  const behavior = behaviorNamed(transaction?.decided.behavior);
  const isSilent = behavior.isFirstAdviceSilent === true && !isRepeat(message.mti);
  const decision = reply(message, { responseCode: refusal ?? RESPONSE.approved });
  return { ...decision, entries, delivery: isSilent ? 'never' : 'now' };
};
