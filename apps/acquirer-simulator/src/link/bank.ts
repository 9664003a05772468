import type { AcquirerProfile, Codec } from '@tollgate/iso8583';
import type { Book } from '../books/book.js';
import type { Journal } from '../books/journal.store.js';

export type Delays = { readonly latencyMs: number; readonly lateAnswerMs: number };
export type Log = (event: string, fields: Readonly<Record<string, unknown>>) => void;

/** What all links share. */
export interface Bank {
  readonly book: Book;
  readonly journal: Journal;
  readonly profile: AcquirerProfile;
  readonly codec: Codec;
  readonly delays: Delays;
  readonly log: Log;
}
