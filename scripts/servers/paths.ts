import { chmodSync, closeSync, fsyncSync, openSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

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

/** Replaces a file in one step, readable by its owner only: a reader sees the old text or the new one, never a part. On
 *  a full disk it throws, and the old text stays. */
export const writePrivateFile = (path: string, text: string): void => {
  const draft = `${path}.${process.pid}.draft`;
  try {
    const file = openSync(draft, 'w', 0o600);
    try {
      writeFileSync(file, text); // all of it: a single write may stop half-way, where the disk is full
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    chmodSync(draft, 0o600);
    renameSync(draft, path);
  } catch (error) {
    rmSync(draft, { force: true });
    throw error;
  }
};
