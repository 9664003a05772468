// What processes cost, from the kernel's own accounts (/proc): CPU in milliseconds, memory in bytes.
import { readdirSync, readFileSync } from 'node:fs';

const tickMs = 10; // USER_HZ is 100 on Linux
const pageBytes = 4096;

const statOf = (pid: number): readonly string[] => {
  const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
  // The name in brackets may hold blanks: fields count from behind it, the first is the state (field 3).
  return text.slice(text.lastIndexOf(')') + 2).split(' ');
};

/** User and system time of the process itself and of its children that have ended. */
const ownCpuMs = (pid: number): number => {
  const fields = statOf(pid);
  return [11, 12, 13, 14].reduce((sum, index) => sum + Number(fields[index]), 0) * tickMs;
};

const childrenOf = (pid: number): readonly number[] =>
  readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((other) => {
      try {
        return Number(statOf(other)[1]) === pid;
      } catch {
        return false; // it ended while we looked
      }
    });

/** 0 for a process that has ended meanwhile, such as a worker of Postgres. */
const childCpuMs = (pid: number): number => {
  try {
    return ownCpuMs(pid);
  } catch {
    return 0;
  }
};

/** With its living children: Postgres works in a process per connection. */
export const cpuMsOf = (pid: number): number =>
  ownCpuMs(pid) + childrenOf(pid).reduce((sum, child) => sum + childCpuMs(child), 0);

export const residentBytesOf = (pid: number): number =>
  Number(readFileSync(`/proc/${pid}/statm`, 'utf8').split(' ')[1]) * pageBytes;

export const cpuOfAll = (pids: Readonly<Record<string, number>>): Record<string, number> =>
  Object.fromEntries(Object.entries(pids).map(([name, pid]) => [name, cpuMsOf(pid)]));

/** Difference per unit, e.g. milliseconds an order. */
export const perUnit = (after: Record<string, number>, before: Record<string, number>, units: number): Record<string, number> =>
  Object.fromEntries(Object.entries(after).map(([name, value]) => [name, (value - (before[name] ?? 0)) / units]));
