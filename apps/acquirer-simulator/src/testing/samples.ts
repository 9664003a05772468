import {
  formatOriginalData,
  formatPrivateData,
  formatReplacementAmount,
  ISO87_ASCII,
  type Message,
  numeric,
} from '@tollgate/iso8583';
import type { Book } from '../books/book.js';
import { answerMessage } from '../messages/answer-message.js';
import type { Decision } from '../messages/decision.js';

/** Messages for tests: a gateway's, filled with what the test does not speak of. */
export const ORDER = '01930f6a-0000-7000-8000-000000000001';

export const authorizationRequest = (change: Partial<Message> = {}): Message => ({
  mti: '0100',
  pan: '4111111111111111',
  processingCode: '000000',
  amount: numeric(5426n, 12),
  transmissionTime: '1123195200',
  stan: '000042',
  acquirerId: '123456',
  rrn: '632700000042',
  terminalId: 'TG000001',
  merchantId: 'mer_demo',
  privateData: formatPrivateData({ addressDigits: '1', postalCode: '12207', cvc: '123' }, ISO87_ASCII.privateData.tags),
  currency: '840',
  merchantReference: ORDER,
  ...change,
});

export const sale = (change: Partial<Message> = {}): Message => authorizationRequest({ mti: '0200', ...change });

export const captureAdvice = (change: Partial<Message> = {}): Message =>
  authorizationRequest({ mti: '0220', pan: undefined, privateData: undefined, stan: '000043', ...change });

/** A capture after which the rest is given back. */
export const finalCapture = (change: Partial<Message> = {}): Message => captureAdvice({ de60: 'F', ...change });

export const refundAdvice = (change: Partial<Message> = {}): Message =>
  captureAdvice({ processingCode: '200000', stan: '000045', transmissionTime: '1124080000', ...change });

/** Money to a card without a transaction before it. */
export const creditAdvice = (change: Partial<Message> = {}): Message =>
  refundAdvice({ pan: '4111111111111111', stan: '000046', rrn: '632700000046', ...change });

/** The reversal of a part: `stays` of the authorization is not undone. */
export const partialReversal = (stays: bigint, change: Partial<Message> = {}): Message =>
  reversal({}, { replacementAmounts: formatReplacementAmount(stays), ...change });

/** The reversal of `authorizationRequest()`, unless told otherwise. */
export const reversal = (original: Partial<Message> = {}, change: Partial<Message> = {}): Message => {
  const { mti, stan, transmissionTime, acquirerId, rrn } = authorizationRequest(original);
  return authorizationRequest({
    mti: '0420',
    pan: undefined,
    privateData: undefined,
    stan: '000044',
    transmissionTime: '1123195210',
    rrn,
    originalData: formatOriginalData({
      mti,
      stan: stan ?? '',
      transmissionTime: transmissionTime ?? '',
      acquirerId: acquirerId ?? '',
    }),
    ...change,
  });
};

export const reconciliation = (count: bigint, amount: bigint, change: Partial<Message> = {}): Message => ({
  mti: '0500',
  transmissionTime: '1123235900',
  stan: '000099',
  terminalId: 'TG000001',
  currency: '840',
  debitCount: numeric(count, 10),
  debitAmount: numeric(amount, 16),
  ...change,
});

/** Sends messages over a link that has signed on, keeps the books, and answers the last decision. */
export const send = (book: Book, ...messages: readonly Message[]): Decision => {
  const decisions = messages.map((message) => {
    const decision = answerMessage({ book, profile: ISO87_ASCII }, { isSignedOn: true }, message);
    if (decision === undefined) throw new Error(`nobody answers ${message.mti}`);
    for (const entry of decision.entries) book.record(entry);
    return decision;
  });
  const last = decisions.at(-1);
  if (last === undefined) throw new Error('nothing was sent');
  return last;
};
