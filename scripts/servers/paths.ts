import { chmodSync, closeSync, fsyncSync, openSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { renameDurably } from './durable.ts';

/** The folder of the working copy. */
export const rootDir = resolve(dirname(fileURLToPath(import.meta.url)), '../..');

/** Where what is built or fetched once is kept, for every working copy of this user. */
export const cacheDir = (): string => process.env.TOLLGATE_CACHE ?? join(homedir(), '.cache', 'tollgate');

/** Whether any user may walk through every folder above a path: a server that runs as another user has to. */
export const isTraversable = (path: string): boolean => {
  for (let at = resolve(path); ; at = dirname(at)) {
    if ((statSync(at).mode & 0o001) === 0) return false;
    if (at === dirname(at)) return true;
  }
};

/** Replaces a file in one step: a reader sees the old text or the new one, never a part, after a power failure too. On a
 *  full disk it throws, and the old text stays. */
const replaceFile = (path: string, text: string, mode: number): void => {
  const draft = `${path}.${process.pid}.draft`;
  try {
    const file = openSync(draft, 'w', mode);
    try {
      writeFileSync(file, text); // all of it: a single write may stop half-way, where the disk is full
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    chmodSync(draft, mode);
    renameDurably(draft, path);
  } catch (error) {
    rmSync(draft, { force: true });
    throw error;
  }
};

/** Readable by its owner only. */
export const writePrivateFile = (path: string, text: string): void => replaceFile(path, text, 0o600);

/** Readable by everybody. */
export const writePublicFile = (path: string, text: string): void => replaceFile(path, text, 0o644);
