import { type Message, numeric } from '@tollgate/iso8583';
import type { Totals } from '../books/journal-entry.js';
import { type Decision, type Host, reply } from './decision.js';
import { RESPONSE } from './response-codes.js';

const IN_BALANCE = '1';
const OUT_OF_BALANCE = '2';

/** 0500 compares a terminal's captures (debits), and undone captures and refunds (credits), in one currency since its last batch with ours.
 *  In balance, the batch is closed; out of balance, it stays open and our totals are in the answer.
 *  Source: ISO 8583:1987 DE 66, 74, 76, 86, 88. */
export const reconcile = ({ book }: Host, request: Message): Decision => {
  const { terminalId: terminal, currency, stan } = request;
  const theirs = totalsOf(request);
  if (theirs === undefined || terminal === undefined || currency === undefined || stan === undefined) {
    return reply(request, { responseCode: RESPONSE.formatError });
  }
  const closed = book.closedBatch(terminal, currency);
  if (closed?.stan === stan) return answer(request, closed, IN_BALANCE);
  const ours = book.openBatch(terminal, currency);
  if (!isSame(ours, theirs)) return answer(request, ours, OUT_OF_BALANCE);
  return { ...answer(request, ours, IN_BALANCE), entries: [{ kind: 'reconciled', terminal, stan, currency, ...ours }] };
};

const totalsOf = (message: Message): Totals | undefined => {
  const { debitCount, debitAmount, creditCount, creditAmount } = message;
  if (debitCount === undefined || debitAmount === undefined) return undefined;
  return {
    debitCount: Number(debitCount),
    debitAmount: Number(debitAmount),
    creditCount: Number(creditCount ?? 0),
    creditAmount: Number(creditAmount ?? 0),
  };
};

const isSame = (ours: Totals, theirs: Totals): boolean =>
  ours.debitCount === theirs.debitCount &&
  ours.debitAmount === theirs.debitAmount &&
  ours.creditCount === theirs.creditCount &&
  ours.creditAmount === theirs.creditAmount;

const answer = (request: Message, totals: Totals, settlementCode: string): Decision =>
  reply(request, {
    responseCode: RESPONSE.approved,
    settlementCode,
    debitCount: numeric(BigInt(totals.debitCount), 10),
    debitAmount: numeric(BigInt(totals.debitAmount), 16),
    creditCount: numeric(BigInt(totals.creditCount), 10),
    creditAmount: numeric(BigInt(totals.creditAmount), 16),
  });
