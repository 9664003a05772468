import type { AcquirerProfile, Message } from '@tollgate/iso8583';
import type { Book } from '../books/book.js';
import type { BookEntry } from '../books/journal-entry.js';

/** Who answers: the books, and the language they are spoken to in. */
export type Host = { readonly book: Book; readonly profile: AcquirerProfile };

/** When the answer leaves; `undecided`: nothing was decided, the message is to be looked at again when it is late. */
export type Delivery = 'now' | 'late' | 'never' | 'undecided';

/** What a message leads to: lines for the books, the answer, and when that leaves. */
export type Decision = {
  readonly entries: readonly BookEntry[];
  readonly answer: Message;
  readonly delivery: Delivery;
  /** What the acquirer sends of itself before the answer: a message, or a frame that holds none. */
  readonly before?: readonly (Message | 'garbage')[];
  /** A second answer to the same message, late. */
  readonly later?: Message;
};

/** An answer alone, at once. */
export const reply = (request: Message, fields: Omit<Partial<Message>, 'mti'>): Decision => ({
  entries: [],
  answer: answerTo(request, fields),
  delivery: 'now',
});

/** What is the cardholder's is never sent back. */
const SENSITIVE: Partial<Message> = {
  pan: undefined,
  expiry: undefined,
  de35: undefined,
  de45: undefined,
  privateData: undefined,
  de52: undefined,
  de55: undefined,
};

/** The answer echoes what its sender matches it by, and neither the PAN nor the private data.
 *  Its type is the request's with the function raised by ten, whether request or repeat. Source: ISO 8583:1987 §4.1. */
export const answerTo = (request: Message, fields: Omit<Partial<Message>, 'mti'>): Message => ({
  ...request,
  ...SENSITIVE,
  ...fields,
  mti: `${request.mti.slice(0, 2)}${Number(request.mti[2]) + 1}0`,
});

/** A repeat (last digit 1) stands for the message it repeats. */
export const originalType = (mti: string): string => `${mti.slice(0, 3)}0`;

export const isRepeat = (mti: string): boolean => mti.endsWith('1');

/** Our order id, where the profile has it. */
export const orderOf = ({ profile }: Host, message: Message): string | undefined =>
  profile.orderField === undefined ? undefined : message[profile.orderField];
