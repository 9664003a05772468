import { statSync } from 'node:fs';
import { fullDiskText } from '../../servers/disk-room.ts';

export interface DiskListener {
  /** Told in a sentence which one, and how much is left. */
  full(text: string): void;
  freed(folder: string): void;
}

const lookEveryMs = 2_000;

/** Tells when the disk of one of the folders fills up, and when there is room again; of several on one disk the first
 *  speaks for all. Answers how to end that. */
export const watchDisks = (folders: readonly string[], listener: DiskListener): (() => void) => {
  const full = new Map<number, string>();
  const look = (folder: string): void => {
    const disk = diskOf(folder);
    const text = fullDiskText(folder);
    if (disk === undefined || (text !== undefined) === full.has(disk)) return;
    if (text !== undefined) {
      full.set(disk, folder);
      listener.full(text);
    } else {
      listener.freed(full.get(disk) ?? folder);
      full.delete(disk);
    }
  };
  const timer = setInterval(() => folders.forEach(look), lookEveryMs).unref();
  return () => clearInterval(timer);
};

/** Undefined where there is no such folder (yet). */
const diskOf = (folder: string): number | undefined => {
  try {
    return statSync(folder).dev;
  } catch {
    return undefined;
  }
};
