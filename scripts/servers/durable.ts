import { closeSync, fsyncSync, openSync, readdirSync, renameSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** What a file holds, or which entries a folder has, outlives a power failure from now on. */
export const sync = (path: string): void => {
  const descriptor = openSync(path, 'r');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
};

/** The same of everything in a folder; links have nothing of their own. */
export const syncTree = (folder: string): void => {
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true }))
    if (entry.isFile() || entry.isDirectory()) sync(join(entry.parentPath, entry.name));
  sync(folder);
};

/** Gives what is complete and synced its name. Whoever finds something by that name finds all of it, after a power
 *  failure too. */
export const renameDurably = (draft: string, path: string): void => {
  renameSync(draft, path);
  sync(dirname(path));
};
