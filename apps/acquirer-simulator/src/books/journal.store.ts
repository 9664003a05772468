import { closeSync, createReadStream, fstatSync, ftruncateSync, mkdirSync, openSync, truncateSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Book } from './book.js';
import type { BookEntry, JournalEntry } from './journal-entry.js';

const READ_BYTES = 1024 * 1024;
const TRAFFIC = /^\{"kind":"(received|answered)"/;

/** The acquirer's journal: one JSON text a line, only ever appended. A write is done when the kernel has it, so that what left on
 *  a link survives a kill of this process; a power cut is not our matter here. */
export class Journal {
  private constructor(private readonly descriptor: number) {}

  /** Opens the file, made when absent, and tells the book what it says. A last line that a crash cut in half is dropped: its
   *  answer never left. */
  static async open(file: string, book: Book): Promise<Journal> {
    mkdirSync(dirname(file), { recursive: true });
    const descriptor = openSync(file, 'a', 0o600);
    truncateSync(file, await replay(file, book));
    return new Journal(descriptor);
  }

  append(link: number, entries: readonly JournalEntry[]): void {
    const at = new Date().toISOString();
    const lines = entries.map(({ kind, ...rest }) => `${JSON.stringify({ kind, at, link, ...rest })}\n`);
    writeAll(this.descriptor, Buffer.from(lines.join('')));
  }

  close(): void {
    closeSync(this.descriptor);
  }
}

/** Feeds the book's own entries to it; answers the length of the file's whole lines. All in it is ASCII: a character is a byte. */
const replay = async (file: string, book: Book): Promise<number> => {
  let length = 0;
  let rest = '';
  for await (const chunk of createReadStream(file, { encoding: 'latin1', highWaterMark: READ_BYTES })) {
    const lines = (rest + chunk).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) {
      length += line.length + 1;
      if (!TRAFFIC.test(line)) book.record(JSON.parse(line) as BookEntry);
    }
  }
  return length;
};

/** All or nothing: a line that a full disk cut off would spoil the next one. */
const writeAll = (descriptor: number, bytes: Buffer): void => {
  const { size } = fstatSync(descriptor);
  try {
    for (let written = 0; written < bytes.length; ) written += writeSync(descriptor, bytes, written);
  } catch (error) {
    ftruncateSync(descriptor, size);
    throw error;
  }
};
