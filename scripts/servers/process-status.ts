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

/** Ids of all processes, zombies too. */
export const processIds = (): readonly number[] =>
  readdirSync('/proc')
    .filter((entry) => /^\d+$/.test(entry))
    .map(Number);
