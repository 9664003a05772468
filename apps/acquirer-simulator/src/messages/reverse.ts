import { type Message, parseOriginalData, parseReplacementAmount } from '@tollgate/iso8583';
import type { Transaction } from '../books/book.js';
import type { BookEntry, TransactionId } from '../books/journal-entry.js';
import { adviceDecision } from './advice.js';
import { type Decision, type Host, originalType, reply } from './decision.js';
import { holdsAmount, RESPONSE, type ResponseCode } from './response-codes.js';

type Undone = { readonly entries: readonly BookEntry[]; readonly refusal?: ResponseCode };

/** 0400 and 0420 undo a transaction, found by DE 90, RRN and terminal; undoing it twice, or one that was declined, changes nothing and is
 *  acknowledged. DE 95 says what stays of it: then a part of what is held is given back. Of one that we do not know we keep the reversal
 *  and answer 25: should it come later, it is declined. Either answer to a whole reversal tells the sender that nothing is live. */
export const reverse = (host: Host, request: Message): Decision => {
  const id = readOriginal(request);
  const stays = parseReplacementAmount(request.replacementAmounts);
  if (id === undefined || stays === undefined) return reply(request, { responseCode: RESPONSE.formatError });
  const transaction = host.book.find(id);
  if (transaction === undefined) return keepReversal(host, id, { request, isWhole: stays === 0n });
  const { entries, refusal } = stays === 0n ? undo(transaction) : undoPart(transaction, Number(stays), request);
  return adviceDecision({ message: request, refusal, entries, transaction });
};

type Unknown = { readonly request: Message; readonly isWhole: boolean };

const keepReversal = ({ book }: Host, id: TransactionId, { request, isWhole }: Unknown): Decision => {
  const entries: BookEntry[] = !isWhole || book.hasKeptReversal(id) ? [] : [{ kind: 'reversal_kept', ...id }];
  return { ...reply(request, { responseCode: RESPONSE.unableToLocateRecord }), entries };
};

const readOriginal = ({ originalData, rrn, terminalId: terminal }: Message): TransactionId | undefined => {
  if (originalData === undefined || rrn === undefined || terminal === undefined) return undefined;
  const { mti, stan, transmissionTime } = parseOriginalData(originalData);
  return { mti: originalType(mti), terminal, stan, rrn, sent: transmissionTime };
};

const undo = ({ decided, isReversed, capturedAmount, refundedAmount }: Transaction): Undone => {
  if (isReversed || !holdsAmount(decided.response)) return { entries: [] };
  // What was given back already cannot be undone with the rest.
  if (refundedAmount > 0) return { entries: [], refusal: RESPONSE.invalidTransaction };
  const { mti, terminal, stan, rrn, sent, order, amount, currency } = decided;
  return { entries: [{ kind: 'reversed', mti, terminal, stan, rrn, sent, order, amount, currency, capturedAmount }] };
};

const undoPart = (transaction: Transaction, stays: number, request: Message): Undone => {
  const { decided, isReversed, capturedAmount, voidedAmount } = transaction;
  if (isReversed || !holdsAmount(decided.response)) return { entries: [], refusal: RESPONSE.invalidTransaction };
  const held = decided.amount - voidedAmount;
  if (stays < capturedAmount || stays > held) return { entries: [], refusal: RESPONSE.invalidAmount };
  if (stays === held) return { entries: [] };
  const { rrn, order, currency } = decided;
  const { terminalId: terminal = '', stan = '', transmissionTime: sent } = request;
  return { entries: [{ kind: 'voided', terminal, stan, rrn, sent, order, amount: held - stays, currency }] };
};
