import { type ChildProcess, spawn } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { guardGroup } from './group-guard.ts';
import { livingProcesses, sendSignal } from './process-status.ts';
import { clearWorkplace, type Workplace } from './workplace.ts';

/** What to run, and as whom: everything `spawn` needs, as plain data. */
export interface Command {
  readonly file: string;
  readonly args: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd?: string;
  /** The user to run as; only root may name one. */
  readonly user?: SystemUser;
  /** Where a server's processes work that leave its group. */
  readonly workplace?: Workplace;
}

export interface SystemUser {
  readonly uid: number;
  readonly gid: number;
}

/** Where a process's output goes: a file descriptor for both streams, pipes that the caller reads, or nowhere. */
export type Output = number | 'pipe' | 'ignore';

/** Starts a command as the leader of its own process group, so that it can be ended together with all it started. */
export const spawnGroup = (command: Command, output: Output): ChildProcess =>
  spawn(command.file, command.args, {
    detached: true,
    stdio: ['ignore', output, output],
    cwd: command.cwd ?? '/',
    env: { PATH: process.env.PATH ?? '/usr/bin:/bin', HOME: process.env.HOME ?? '/', LANG: 'C.UTF-8', ...command.env },
    ...(command.user && { uid: command.user.uid, gid: command.user.gid }),
  });

/** Runs a command to its end, in a group of its own that does not outlive this process.
 *  Throws, with the end of what it said, when it fails. */
export const runToEnd = (command: Command, onOutput: (text: string) => void = () => undefined): Promise<void> =>
  new Promise((resolve, reject) => {
    const child = spawnGroup(command, 'pipe');
    const dismissGuard = child.pid === undefined ? () => undefined : guardOrEnd(child.pid);
    let lastWords = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream?.setEncoding('utf8').on('data', (text: string) => {
        lastWords = (lastWords + text).slice(-2_000);
        onOutput(text);
      });
    }
    child.once('error', reject);
    child.once('close', (code, signal) => {
      dismissGuard();
      if (code === 0) resolve();
      else reject(new Error(`${command.file} ended with ${signal ?? `exit code ${code}`}:\n${lastWords.trim()}`));
    });
  });

/** A process that cannot be guarded is not left running. */
const guardOrEnd = (group: number): (() => void) => {
  try {
    return guardGroup({ group, signal: 'SIGKILL' });
  } catch (error) {
    sendSignal(-group, 'SIGKILL');
    throw error;
  }
};

/** Ids of the living members of a process group. */
export const livingMembers = (group: number): readonly number[] =>
  exists(-group) ? livingProcesses((status) => status.group === group) : [];

export interface Ending {
  /** The polite signal for the leader. */
  readonly signal: NodeJS.Signals;
  /** How long the group may take before SIGKILL. */
  readonly graceMs: number;
}

/** Ends a whole group: the leader is asked, whoever is left after the grace is killed. Resolves once nobody is left.
 *  Refuses what is no group of one process's own: 0 is the caller's, and -1 everybody. */
export const endGroup = async (group: number, { signal, graceMs }: Ending): Promise<void> => {
  if (!Number.isSafeInteger(group) || group <= 1) throw new Error(`${group} is no process group that may be ended`);
  sendSignal(group, signal);
  const isGone = await waitForEmptyGroup(group, graceMs);
  if (isGone) return;
  sendSignal(-group, 'SIGKILL');
  await waitForEmptyGroup(group, 10_000);
};

/** After a leader died: ends what it left behind, in its group or at its workplace, because a server must not start
 *  beside its predecessor's children. What the kernel does not let go of within ten seconds (a disk that does not answer)
 *  is left to the next try. */
export const clearGroup = async (group: number, workplace?: Workplace): Promise<void> => {
  if (livingMembers(group).length > 0) await endGroup(group, { signal: 'SIGKILL', graceMs: 0 });
  if (workplace !== undefined) await clearWorkplace(workplace);
};

const waitForEmptyGroup = async (group: number, timeoutMs: number): Promise<boolean> => {
  const deadline = Date.now() + timeoutMs;
  while (livingMembers(group).length > 0) {
    if (Date.now() >= deadline) return false;
    await sleep(20);
  }
  return true;
};

const exists = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
};
