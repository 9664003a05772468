import { isAlive, livingProcesses, sendSignal } from '../../../scripts/servers/process-status.ts';
import { waitUntil } from '../../../scripts/servers/readiness.ts';
import { type ProcessName, services } from '../../../scripts/supervisor/table.ts';
import type { ChaosStack } from '../stack/chaos-stack.ts';
import { afterRecoveryMs, type Fault, type Limits, limitsOf, longHoldMs, nothingToEnd } from './fault.ts';

const victims = [...services, 'nats', 'minio', 'postgres'] as const;
type Victim = (typeof victims)[number];

/** A process and those that it started: each backend of PostgreSQL is a process in a group of its own. */
export const familyOf = (pid: number): readonly number[] => [pid, ...livingProcesses(({ parent }) => parent === pid)];

export const send = (pids: readonly number[], signal: NodeJS.Signals): void => {
  for (const pid of pids) sendSignal(pid, signal);
};

export const isGone = (pid: number): boolean => !isAlive(pid);

/** The process of that name; one that is just being started again is waited for. */
export const pidOf = async (stack: ChaosStack, name: ProcessName): Promise<number> => {
  const pid = (): number => stack.demo().pids[name] ?? 0;
  await waitUntil(name, 60_000, async () => pid() > 0 && !isGone(pid()));
  return pid();
};

/** SIGKILL for all of it at once, so that nobody is left to write what it has in memory. */
export const killFamily = async (pid: number): Promise<void> => {
  send([pid], 'SIGSTOP'); // starts no more
  const family = familyOf(pid);
  send(family, 'SIGKILL');
  await waitUntil(`the end of ${pid}`, 10_000, async () => family.every(isGone));
};

/** Once it is gone: what a database needs before it is there again. */
const limitsOfEnd = (name: Victim): Limits => ({
  ...limitsOf(name),
  ...(name === 'postgres' && { servesWithinMs: afterRecoveryMs }),
});

const kill = (name: Victim): Fault => ({
  name: `kill:${name}`,
  holdMs: [0, 0],
  ...limitsOfEnd(name),
  begin: async (stack) => {
    send([await pidOf(stack, name)], 'SIGKILL');
    return nothingToEnd;
  },
});

const stop = (name: Victim): Fault => ({
  name: `stop:${name}`,
  holdMs: [1_000, 4_000],
  longHoldMs,
  ...limitsOf(name),
  begin: async (stack) => {
    const family = familyOf(await pidOf(stack, name));
    send(family, 'SIGSTOP');
    return () => send(family.toReversed(), 'SIGCONT');
  },
});

/** As an administrator's `pg_ctl stop -m immediate`: no checkpoint, and a recovery at the next start. */
const stopImmediately: Fault = {
  name: 'stop-immediately:postgres',
  holdMs: [0, 0],
  ...limitsOfEnd('postgres'),
  begin: async (stack) => {
    send([await pidOf(stack, 'postgres')], 'SIGQUIT');
    return nothingToEnd;
  },
};

export const processFaults: readonly Fault[] = [...victims.map(kill), ...victims.map(stop), stopImmediately];
