import { existsSync, statfsSync } from 'node:fs';

/** Below this a disk counts as full: PostgreSQL wants 16 MiB at a time for its log. */
const fullBelowBytes = 32 * 1_048_576;
/** A disk may have room and no more files, too. */
const fullBelowFiles = 64;

/** That the disk of a folder is full, as a sentence for the console; undefined where it has room, or is not there. */
export const fullDiskText = (folder: string): string | undefined => {
  if (!existsSync(folder)) return undefined;
  const { bavail, bsize, files, ffree } = statfsSync(folder);
  const freeMebibytes = Math.floor((bavail * bsize) / 1_048_576);
  if (bavail * bsize < fullBelowBytes) return `The disk of ${folder} is full (${freeMebibytes} MB left)`;
  // Some file systems make room for files as they go, and say that they have none.
  if (files > 0 && ffree < fullBelowFiles) return `The disk of ${folder} takes no more files (${freeMebibytes} MB left)`;
  return undefined;
};
