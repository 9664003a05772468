import { fullDiskText } from '../../servers/disk-room.ts';

export interface DiskListener {
  /** Told in a sentence which one, and how much is left. */
  full(text: string): void;
  freed(folder: string): void;
}

const lookEveryMs = 2_000;

/** Tells when the disk of one of the folders fills up, and when there is room again. Answers how to end that. */
export const watchDisks = (folders: readonly string[], listener: DiskListener): (() => void) => {
  const full = new Set<string>();
  const look = (folder: string): void => {
    const text = fullDiskText(folder);
    if (text !== undefined && !full.has(folder)) listener.full(text);
    if (text === undefined && full.delete(folder)) listener.freed(folder);
    if (text !== undefined) full.add(folder);
  };
  const timer = setInterval(() => folders.forEach(look), lookEveryMs).unref();
  return () => clearInterval(timer);
};
