import { execFileSync } from 'node:child_process';
import { chmodSync, closeSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A disk of a few megabytes that a test may fill, and free again. */
export interface SmallDisk {
  readonly path: string;
  fill(): void;
  free(): void;
  remove(): void;
}

const mebibyte = 1_048_576;
const page = 4_096;

/** Only root may mount one; where that is not possible the test fails and says so: a check that could not be made is no
 *  check that passed. */
export const mountSmallDisk = (megabytes: number): SmallDisk => {
  if (process.getuid?.() !== 0) throw new Error('a disk that may be filled is mounted by root alone: run this test as root');
  const path = mkdtempSync(join(tmpdir(), 'tollgate-small-disk-'));
  execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m,nr_inodes=20k,mode=755`, 'none', path]);
  chmodSync(path, 0o755);
  const ballast = join(path, 'ballast');
  return {
    path,
    fill: () => {
      const file = openSync(ballast, 'a');
      for (const size of [mebibyte, page]) writeUntilFull(file, Buffer.alloc(size));
      closeSync(file);
    },
    free: () => rmSync(ballast, { force: true }),
    remove: () => {
      execFileSync('umount', ['--lazy', path]);
      rmSync(path, { recursive: true, force: true });
    },
  };
};

const writeUntilFull = (file: number, bytes: Buffer): void => {
  try {
    for (;;) writeSync(file, bytes);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
  }
};
