import { statSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { livingProcesses, processStatus, sendSignal } from './process-status.ts';

/** A folder in which all processes of one server work. By it those are found that are not in its group: each backend of
 *  PostgreSQL makes a session of its own. */
export interface Workplace {
  readonly folder: string;
  /** The server's program; others, an operator's shell say, may stand in the folder, too. */
  readonly program: string;
}

/** Ids of the living processes of that program that work there. */
export const workersIn = ({ folder, program }: Workplace): readonly number[] => {
  const place = identityOf(folder);
  if (place === undefined) return [];
  return livingProcesses(({ name }, pid) => name === program.slice(0, 15) && identityOf(`/proc/${pid}/cwd`) === place);
};

const patienceMs = 10_000;

/** Ends what a server that is gone left at its workplace, and waits until it is. Stopped, or waiting for a disk, it would
 *  outlive its server and keep the memory that they share. A server that is at work there is left alone: whoever starts
 *  another one is told so by that one. */
export const clearWorkplace = async (workplace: Workplace): Promise<void> => {
  const deadline = Date.now() + patienceMs;
  while (Date.now() < deadline) {
    const workers = workersIn(workplace);
    if (workers.length === 0 || hasServer(workers)) return;
    for (const pid of workers) sendSignal(pid, 'SIGKILL');
    await sleep(20);
  }
};

/** Whoever lost its server has its parent elsewhere. */
const hasServer = (workers: readonly number[]): boolean =>
  workers.some((pid) => workers.includes(processStatus(pid)?.parent ?? 0));

const identityOf = (folder: string): string | undefined => {
  try {
    const { dev, ino } = statSync(folder, { bigint: true });
    return `${dev}:${ino}`;
  } catch {
    return undefined; // gone, or another user's
  }
};
