import type { DueWork, MemoryDueWork, ScheduledListener } from '@tollgate/postgres';
import type { Process } from '../world/process.ts';

/** A process's way to its service's due work, which outlives it. */
export const dueWorkOf = (process: Process, shared: MemoryDueWork): DueWork => {
  const listeners = new Set<ScheduledListener>();
  return {
    schedule: async (request) => {
      await process.effect(`schedule ${request.kind}`, () => shared.schedule(request));
      for (const listener of listeners) listener(request.kind, request.dueAt);
    },
    cancel: (kind, key) => process.effect(`cancel ${kind}`, () => shared.cancel(kind, key)),
    claim: (request) => process.effect(`claim ${request.kind}`, () => shared.claim(request)),
    done: (item) => process.effect(`done ${item.kind}`, () => shared.done(item)),
    postpone: (item, dueAt) => process.effect(`postpone ${item.kind}`, () => shared.postpone(item, dueAt)),
    giveUp: (item) => process.effect(`give up ${item.kind}`, () => shared.giveUp(item)),
    backlog: (kind) => shared.backlog(kind),
    onScheduled: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
};
