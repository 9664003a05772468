import type { Message } from '@tollgate/iso8583';
import type { BookEntry } from './journal-entry.js';
import type { Delivery } from './test-cards.js';

/** What a message leads to: lines for the books, the answer, and when that leaves. */
export type Decision = { readonly entries: readonly BookEntry[]; readonly answer: Message; readonly delivery: Delivery };

/** An answer alone, at once. */
export const reply = (request: Message, fields: Omit<Partial<Message>, 'mti'>): Decision => ({
  entries: [],
  answer: answerTo(request, fields),
  delivery: 'now',
});

/** The answer echoes what its sender matches it by, and neither the PAN nor the private data.
 *  Its type is the request's with the function raised by ten, whether request or repeat. Source: ISO 8583:1987 §4.1. */
export const answerTo = (request: Message, fields: Omit<Partial<Message>, 'mti'>): Message => ({
  processingCode: request.processingCode,
  amount: request.amount,
  transmissionTime: request.transmissionTime,
  stan: request.stan,
  localTime: request.localTime,
  localDate: request.localDate,
  acquirerId: request.acquirerId,
  rrn: request.rrn,
  terminalId: request.terminalId,
  merchantId: request.merchantId,
  currency: request.currency,
  merchantReference: request.merchantReference,
  networkManagementCode: request.networkManagementCode,
  originalData: request.originalData,
  ...fields,
  mti: `${request.mti.slice(0, 2)}${Number(request.mti[2]) + 1}0`,
});

/** A repeat (last digit 1) stands for the message it repeats. */
export const originalType = (mti: string): string => `${mti.slice(0, 3)}0`;
