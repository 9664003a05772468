import { closeSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { processStatus } from './process-group.ts';

/** Does the work while holding a lock file, so that two processes do not do it twice at once.
 *  A lock whose holder is gone (or whose id was given to a later process) is taken over. */
export const withLock = async (file: string, onWait: () => void, work: () => Promise<void>): Promise<void> => {
  let hasSaid = false;
  while (!tryLock(file)) {
    if (!hasSaid) onWait();
    hasSaid = true;
    await sleep(500);
  }
  try {
    await work();
  } finally {
    rmSync(file, { force: true });
  }
};

const identity = (pid: number): string => `${pid} ${processStatus(pid)?.startedAt ?? ''}`;

const tryLock = (file: string): boolean => {
  try {
    const lock = openSync(file, 'wx', 0o644);
    writeSync(lock, identity(process.pid));
    closeSync(lock);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    if (isAbandoned(file)) rmSync(file, { force: true });
    return false;
  }
};

const isAbandoned = (file: string): boolean => {
  try {
    const text = readFileSync(file, 'utf8');
    return text !== '' && text !== identity(Number.parseInt(text, 10));
  } catch {
    return false;
  }
};
