import type { DueItem, DueWork, MemoryDueWork, ScheduledListener } from '@tollgate/postgres';
import type { Process } from '../world/process.ts';

const nameOf = ({ kind, key }: Pick<DueItem, 'kind' | 'key'>): string => `${kind} ${key.slice(0, 36).slice(-6)}`;

/** A process's way to its service's due work, which outlives it. */
export const dueWorkOf = (process: Process, shared: MemoryDueWork): DueWork => {
  const listeners = new Set<ScheduledListener>();
  /** Does it, and writes down what was done. */
  const change = <T>(what: string, happen: () => Promise<T>): Promise<T> =>
    process.effect(what, async () => {
      const done = await happen();
      process.note(done === false ? `lost the claim: ${what}` : what);
      return done;
    });
  return {
    schedule: async (request) => {
      await change(`schedules ${nameOf(request)}`, () => shared.schedule(request));
      for (const listener of listeners) listener(request.kind, request.dueAt);
    },
    cancel: (kind, key) => change(`cancels ${nameOf({ kind, key })}`, () => shared.cancel(kind, key)),
    claim: (request) =>
      process.effect(`claim ${request.kind}`, async () => {
        const items = await shared.claim(request);
        for (const item of items) process.note(`claims ${nameOf(item)}`);
        return items;
      }),
    done: (item) => change(`has done ${nameOf(item)}`, () => shared.done(item)),
    renew: (item, leaseMs) => process.effect(`renew ${nameOf(item)}`, () => shared.renew(item, leaseMs)),
    postpone: (item, dueAt) => change(`postpones ${nameOf(item)}`, () => shared.postpone(item, dueAt)),
    giveUp: (item) => change(`gives up ${nameOf(item)}`, () => shared.giveUp(item)),
    backlog: (kind) => shared.backlog(kind),
    onScheduled: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
};
