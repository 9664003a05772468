import { readdirSync, readFileSync } from 'node:fs';

/** A process as the kernel sees it. */
export interface ProcessStatus {
  /** Of its program, as the kernel keeps it: the first 15 characters. */
  readonly name: string;
  readonly state: string;
  readonly parent: number;
  readonly group: number;
  readonly startedAt: string;
}

/** Undefined when there is none by that id. */
export const processStatus = (pid: number): ProcessStatus | undefined => {
  try {
    const line = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The command's name, in parentheses, may itself hold blanks and parentheses. Source: proc_pid_stat(5).
    const [from, to] = [line.indexOf('(') + 1, line.lastIndexOf(')')];
    const [state = '', parent = '0', group = '0', ...rest] = line.slice(to + 2).split(' ');
    return { name: line.slice(from, to), state, parent: Number(parent), group: Number(group), startedAt: rest[16] ?? '' };
  } catch {
    return undefined;
  }
};

/** Zombies do not live: in a container nobody may ever collect them. */
export const isLiving = (status: ProcessStatus | undefined): status is ProcessStatus =>
  status !== undefined && !'ZX'.includes(status.state);

export const isAlive = (pid: number): boolean => isLiving(processStatus(pid));

/** Ids of the living processes that are so. */
export const livingProcesses = (isSo: (status: ProcessStatus, pid: number) => boolean): readonly number[] =>
  readdirSync('/proc')
    .filter((entry) => /^\d+$/.test(entry))
    .map(Number)
    .filter((pid) => {
      const status = processStatus(pid);
      return isLiving(status) && isSo(status, pid);
    });

/** To a process, or by a negative id to a group; one that is gone is none of the caller's. */
export const sendSignal = (pid: number, signal: NodeJS.Signals): void => {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
};
