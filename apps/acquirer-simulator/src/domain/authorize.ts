import { formatVerificationResults, type Message, parsePrivateData } from '@tollgate/iso8583';
import type { Book } from './book.js';
import { answerTo, type Decision, originalType, reply } from './decision.js';
import type { BookEntry, Decided } from './journal-entry.js';
import { RESPONSE } from './response-codes.js';
import { deliveryFor, judgeCard } from './test-cards.js';

const PURCHASE = /^00/;
const CODE_SPACE = 1_000_000;

/** 0100 holds an amount, 0200 takes it at once. The same message again gets the same answer and changes nothing; one that was
 *  reversed before it came is declined. */
export const authorize = (book: Book, request: Message): Decision => {
  const received = readRequest(request);
  if (received === undefined) return reply(request, { responseCode: RESPONSE.formatError });
  if (!PURCHASE.test(request.processingCode ?? '')) return reply(request, { responseCode: RESPONSE.invalidTransaction });
  if (received.sum.amount === 0) return reply(request, { responseCode: RESPONSE.invalidAmount });
  const known = book.find(received.id)?.decided;
  const decided = known ?? decide(book, received, request);
  return {
    entries: known === undefined ? entriesOf(decided) : [],
    answer: answerTo(request, {
      responseCode: decided.response,
      authorizationCode: decided.code,
      additionalResponse: formatVerificationResults(decided),
    }),
    delivery: deliveryFor(received.pan),
  };
};

type Received = {
  readonly id: Pick<Decided, 'mti' | 'terminal' | 'stan' | 'rrn' | 'sent'>;
  readonly pan: string;
  readonly sum: Pick<Decided, 'order' | 'amount' | 'currency'>;
};

const readRequest = (message: Message): Received | undefined => {
  const { pan, amount, transmissionTime: sent, stan, rrn, terminalId: terminal, currency, merchantReference: order } = message;
  if (pan === undefined || amount === undefined || sent === undefined || stan === undefined) return undefined;
  if (rrn === undefined || terminal === undefined || currency === undefined || order === undefined) return undefined;
  return {
    id: { mti: originalType(message.mti), terminal, stan, rrn, sent },
    pan,
    sum: { order, amount: Number(amount), currency },
  };
};

const decide = (book: Book, { id, pan, sum }: Received, request: Message): Decided => {
  const base = { ...id, ...sum, last4: pan.slice(-4) };
  if (book.hasKeptReversal(id)) return { ...base, response: RESPONSE.invalidTransaction };
  const judgment = judgeCard(pan, parsePrivateData(request.privateData ?? ''));
  const code = judgment.response === RESPONSE.approved ? authorizationCode(id.terminal + id.stan + id.rrn) : undefined;
  return { ...base, ...judgment, code };
};

const entriesOf = (decided: Decided): BookEntry[] => {
  if (decided.response !== RESPONSE.approved) return [{ kind: 'declined', ...decided }];
  const approved: BookEntry = { kind: 'approved', ...decided };
  if (decided.mti !== '0200') return [approved];
  const { terminal, stan, rrn, order, amount, currency } = decided;
  return [approved, { kind: 'captured', terminal, stan, rrn, order, amount, currency }];
};

/** Six digits that look drawn at random and need no memory: FNV-1a over what names the transaction. */
const authorizationCode = (seed: string): string => {
  let hash = 0x811c9dc5;
  for (let index = 0; index < seed.length; index++) hash = Math.imul(hash ^ seed.charCodeAt(index), 0x01000193);
  return String((hash >>> 0) % CODE_SPACE).padStart(6, '0');
};
