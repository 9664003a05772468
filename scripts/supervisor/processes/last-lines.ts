import { closeSync, fstatSync, openSync, readSync } from 'node:fs';

const readBytes = 8_192;

/** The end of a log that may be of any size; a word of why where it cannot be read. */
export const lastLines = (file: string, count: number): readonly string[] => {
  try {
    const log = openSync(file, 'r');
    try {
      const { size } = fstatSync(log);
      const bytes = Buffer.alloc(Math.min(size, readBytes));
      readSync(log, bytes, 0, bytes.length, size - bytes.length);
      return bytes.toString('utf8').trimEnd().split('\n').slice(-count);
    } finally {
      closeSync(log);
    }
  } catch (error) {
    return [`(${error instanceof Error ? error.message : String(error)})`];
  }
};
