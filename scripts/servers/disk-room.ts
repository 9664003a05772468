import { existsSync, type StatsFs, statfsSync } from 'node:fs';

/** Below this a disk counts as full: PostgreSQL wants 16 MiB at a time for its log. */
const fullBelowBytes = 32 * 1_048_576;
/** A disk may have room and no more files, too. */
const fullBelowFiles = 64;

/** That the disk of a folder is full, or broken, as a sentence for the console; undefined where all is well, or no such
 *  folder is there. */
export const fullDiskText = (folder: string): string | undefined => {
  try {
    return existsSync(folder) ? judge(folder, statfsSync(folder)) : undefined;
  } catch (error) {
    return `The disk of ${folder} does not work (${(error as Error).message})`;
  }
};

const judge = (folder: string, { bavail, bsize, files, ffree }: StatsFs): string | undefined => {
  const freeMebibytes = Math.floor((bavail * bsize) / 1_048_576);
  if (bavail * bsize < fullBelowBytes) return `The disk of ${folder} is full (${freeMebibytes} MB left)`;
  // Some file systems make room for files as they go, and say that they have none.
  if (files > 0 && ffree < fullBelowFiles) return `The disk of ${folder} takes no more files (${freeMebibytes} MB left)`;
  return undefined;
};
