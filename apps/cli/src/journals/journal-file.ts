import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { CannotCheck } from '../stack.js';

const READ_BYTES = 4 * 1024 * 1024;
const NEWLINE = 10;

/** A journal that somebody outside writes while it is read: JSON lines. A line that is just being written is left for the next reading. */
export class JournalFile<T> {
  private readTo = 0;

  constructor(readonly file: string) {}

  /** The lines since the last reading. Throws CannotCheck when they cannot be read, and where the file became shorter. */
  readOn(): readonly T[] {
    try {
      const text = this.wholeLines().toString('utf8');
      return text
        .split('\n')
        .filter((line) => line !== '')
        .map((line) => JSON.parse(line) as T);
    } catch (cause) {
      throw cause instanceof CannotCheck ? cause : new CannotCheck(`${this.file} cannot be read`, { cause });
    }
  }

  private wholeLines(): Buffer {
    const descriptor = openSync(this.file, 'r');
    try {
      const { size } = fstatSync(descriptor);
      if (size < this.readTo) throw new CannotCheck(`${this.file} became shorter while it was read`);
      const bytes = Buffer.alloc(size - this.readTo);
      for (let filled = 0; filled < bytes.length; ) {
        const count = readSync(descriptor, bytes, filled, Math.min(READ_BYTES, bytes.length - filled), this.readTo + filled);
        if (count === 0) throw new CannotCheck(`${this.file} became shorter while it was read`);
        filled += count;
      }
      const whole = bytes.subarray(0, bytes.lastIndexOf(NEWLINE) + 1);
      this.readTo += whole.length;
      return whole;
    } finally {
      closeSync(descriptor);
    }
  }
}
