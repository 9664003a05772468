import { type Message, parseOriginalData } from '@tollgate/iso8583';
import type { Book, Transaction } from './book.js';
import { type Decision, originalType, reply } from './decision.js';
import type { BookEntry, TransactionId } from './journal-entry.js';
import { RESPONSE } from './response-codes.js';

const NOTHING_REMAINS = /^0{12}/;

/** 0400 and 0420 undo a whole transaction, found by DE 90, RRN and terminal; undoing it twice, or one that was declined, changes
 *  nothing and is acknowledged. Of one we do not know we keep the reversal and answer 25: should it come later, it is declined.
 *  Either answer tells the sender that nothing is live. A part (DE 95) is not undone but refused. */
export const reverse = (book: Book, request: Message): Decision => {
  const id = readOriginal(request);
  if (id === undefined) return reply(request, { responseCode: RESPONSE.formatError });
  if (!NOTHING_REMAINS.test(request.replacementAmounts ?? '0'.repeat(12))) {
    return reply(request, { responseCode: RESPONSE.invalidTransaction });
  }
  const transaction = book.find(id);
  if (transaction !== undefined) return { ...reply(request, { responseCode: RESPONSE.approved }), entries: undo(transaction) };
  const entries: BookEntry[] = book.hasKeptReversal(id) ? [] : [{ kind: 'reversal_kept', ...id }];
  return { ...reply(request, { responseCode: RESPONSE.unableToLocateRecord }), entries };
};

const readOriginal = ({ originalData, rrn, terminalId: terminal }: Message): TransactionId | undefined => {
  if (originalData === undefined || rrn === undefined || terminal === undefined) return undefined;
  const { mti, stan, transmissionTime } = parseOriginalData(originalData);
  return { mti: originalType(mti), terminal, stan, rrn, sent: transmissionTime };
};

const undo = ({ decided, isReversed, capturedAmount }: Transaction): BookEntry[] => {
  if (isReversed || decided.response !== RESPONSE.approved) return [];
  const { mti, terminal, stan, rrn, sent, order, amount, currency } = decided;
  return [{ kind: 'reversed', mti, terminal, stan, rrn, sent, order, amount, currency, capturedAmount }];
};
