import { existsSync, statfsSync } from 'node:fs';

/** Below this a disk counts as full: PostgreSQL wants 16 MiB at a time for its log. */
const fullBelowBytes = 32 * 1_048_576;

export interface DiskRoom {
  /** What a process that is not root may still write. */
  readonly freeBytes: number;
  readonly isFull: boolean;
}

/** The room that is left on the disk of a folder; undefined where there is no such folder. */
export const diskRoom = (folder: string): DiskRoom | undefined => {
  if (!existsSync(folder)) return undefined;
  const { bavail, bsize } = statfsSync(folder);
  const freeBytes = bavail * bsize;
  return { freeBytes, isFull: freeBytes < fullBelowBytes };
};

/** As a sentence for the console; undefined where there is room. */
export const fullDiskText = (folder: string): string | undefined => {
  const room = diskRoom(folder);
  return room?.isFull ? `The disk of ${folder} is full (${Math.round(room.freeBytes / 1_048_576)} MB left)` : undefined;
};
