import { closeSync, fstatSync, ftruncateSync, mkdirSync, openSync, readFileSync, truncateSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Book } from './book.js';
import type { JournalEntry, Timed } from './journal-entry.js';

/** One JSON text a line, only ever appended, written before the answer leaves: what a client was told survives a kill
 *  of this process. Without a file, nothing outlives the process. */
export class Journal {
  private constructor(
    private file: number | undefined,
    private readonly clock: { now(): Date },
  ) {}

  /** Opens the file, made when absent, and tells the book what it says. A last line that a crash cut in half is
   *  dropped: its answer never left. */
  static open(path: string | undefined, book: Book, clock: { now(): Date }): Journal {
    if (path === undefined) return new Journal(undefined, clock);
    mkdirSync(dirname(path), { recursive: true });
    const file = openSync(path, 'a', 0o600);
    const text = readFileSync(path, 'utf8');
    const whole = text.slice(0, text.lastIndexOf('\n') + 1);
    truncateSync(path, Buffer.byteLength(whole));
    for (const line of whole.split('\n').filter(Boolean)) {
      const entry = JSON.parse(line) as Timed<JournalEntry>;
      if (entry.kind !== 'received' && entry.kind !== 'answered') book.record(entry);
    }
    return new Journal(file, clock);
  }

  /** Writes the entries, and answers them with their time. */
  append<T extends JournalEntry>(entries: readonly T[]): readonly Timed<T>[] {
    const at = this.clock.now().toISOString();
    const timed = entries.map((entry) => ({ ...entry, at }));
    if (this.file !== undefined && timed.length > 0) {
      const bytes = Buffer.from(timed.map((entry) => `${JSON.stringify(entry)}\n`).join(''));
      writeAll(this.file, bytes);
    }
    return timed;
  }

  close(): void {
    if (this.file !== undefined) closeSync(this.file);
    this.file = undefined;
  }
}

/** All or nothing: a line that a full disk cut off would spoil the next one. */
const writeAll = (file: number, bytes: Buffer): void => {
  const { size } = fstatSync(file);
  try {
    for (let written = 0; written < bytes.length; ) written += writeSync(file, bytes, written);
  } catch (error) {
    ftruncateSync(file, size);
    throw error;
  }
};
