import { formatVerificationResults, type Message, numeric, parsePrivateData } from '@tollgate/iso8583';
import type { BookEntry, Decided, TransactionId } from '../books/journal-entry.js';
import type { Behavior } from '../cards/test-cards.data.js';
import { behaviorNamed, behaviorOf, judgeCard } from '../cards/test-cards.js';
import { answerTo, type Decision, type Host, orderOf, originalType, reply } from './decision.js';
import { holdsAmount, RESPONSE } from './response-codes.js';
import { messagesBefore, shapeAnswer } from './shape-answer.js';

const PURCHASE = /^00/;
const CODE_SPACE = 1_000_000;
const AMOUNT_DIGITS = 12;
const EUR = '978';
const USD = '840';

/** 0100 holds an amount, 0200 takes it at once. The same message again gets the same answer and changes nothing; one that was
 *  reversed before it came is declined. */
export const authorize = (host: Host, request: Message): Decision => authorizeAt(host, request, false);

/** What `authorize` left undecided, when it is late. */
export const authorizeLate = (host: Host, request: Message): Decision => authorizeAt(host, request, true);

const authorizeAt = (host: Host, request: Message, isLate: boolean): Decision => {
  const received = readRequest(host, request);
  if (received === undefined) return reply(request, { responseCode: RESPONSE.formatError });
  if (!PURCHASE.test(request.processingCode ?? '')) return reply(request, { responseCode: RESPONSE.invalidTransaction });
  if (received.sum.amount === 0) return reply(request, { responseCode: RESPONSE.invalidAmount });
  const known = host.book.find(received.id)?.decided;
  const behavior = behaviorOf(received.pan);
  if (known === undefined && behavior.isDecidedLate === true && !isLate) {
    return { ...reply(request, {}), delivery: 'undecided' };
  }
  const decided = known ?? decide(host, received, request);
  const entries = known === undefined ? entriesOf(decided) : [];
  return { ...answerOf(host, request, decided), entries };
};

type Received = {
  readonly id: TransactionId;
  readonly pan: string;
  readonly sum: Pick<Decided, 'order' | 'amount' | 'currency'>;
};

const readRequest = (host: Host, message: Message): Received | undefined => {
  const { pan, amount, transmissionTime: sent, stan, rrn, terminalId: terminal, currency } = message;
  const order = orderOf(host, message);
  if (pan === undefined || amount === undefined || sent === undefined || stan === undefined) return undefined;
  if (rrn === undefined || terminal === undefined || currency === undefined || order === undefined) return undefined;
  return {
    id: { mti: originalType(message.mti), terminal, stan, rrn, sent },
    pan,
    sum: { order, amount: Number(amount), currency },
  };
};

const decide = ({ book, profile }: Host, { id, pan, sum }: Received, request: Message): Decided => {
  const behavior = behaviorOf(pan);
  const base = { ...id, ...sum, last4: pan.slice(-4), behavior: behavior.name === '' ? undefined : behavior.name };
  if (book.hasKeptReversal(id) && behavior.isDecidedLate !== true) return { ...base, response: RESPONSE.invalidTransaction };
  const judgment = judgeCard(pan, parsePrivateData(request[profile.privateData.field] ?? '', profile.privateData.tags));
  const code = holdsAmount(judgment.response) ? authorizationCode(id.terminal + id.stan + id.rrn) : undefined;
  return { ...base, ...judgment, ...held(behavior, sum), code };
};

/** What is held, where a card has it otherwise than asked. */
const held = ({ approves }: Behavior, { amount, currency }: Received['sum']): Partial<Decided> => {
  if (approves === 'half') return { amount: Math.floor(amount / 2) };
  return approves === 'another_currency' ? { currency: currency === EUR ? USD : EUR } : {};
};

const entriesOf = (decided: Decided): BookEntry[] => {
  if (!holdsAmount(decided.response)) return [{ kind: 'declined', ...decided }];
  const approved: BookEntry = { kind: 'approved', ...decided };
  if (decided.mti !== '0200') return [approved];
  const { terminal, stan, rrn, sent, order, amount, currency } = decided;
  return [approved, { kind: 'captured', terminal, stan, rrn, sent, order, amount, currency }];
};

const answerOf = (host: Host, request: Message, decided: Decided): Omit<Decision, 'entries'> => {
  const behavior = behaviorNamed(decided.behavior);
  const { profile } = host;
  const approval = answerTo(request, {
    amount: numeric(BigInt(decided.amount), AMOUNT_DIGITS),
    currency: decided.currency,
    responseCode: decided.response,
    authorizationCode: decided.code,
    [profile.verification.field]: formatVerificationResults(decided, profile.verification.layout),
  });
  const answer = shapeAnswer(host, behavior, approval);
  const before = messagesBefore(host, behavior, request);
  if (behavior.isApprovedAfterDecline === true) {
    const decline = { ...answer, responseCode: RESPONSE.doNotHonor, authorizationCode: undefined };
    return { answer: decline, delivery: 'now', before, later: answer };
  }
  return { answer, delivery: behavior.delivery ?? 'now', before };
};

/** Six digits that look drawn at random and need no memory: FNV-1a over what names the transaction. */
const authorizationCode = (seed: string): string => {
  let hash = 0x811c9dc5;
  for (let index = 0; index < seed.length; index++) hash = Math.imul(hash ^ seed.charCodeAt(index), 0x01000193);
  return String((hash >>> 0) % CODE_SPACE).padStart(6, '0');
};
