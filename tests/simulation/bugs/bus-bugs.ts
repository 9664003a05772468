import { newId } from '@tollgate/crypto';
import { type Cause, MemoryOrderLog } from '@tollgate/order-log';
import type { SimulatedLog } from '../fakes/log.ts';
import type { Process } from '../world/process.ts';
import { type Bug, replacing } from './bug.ts';

const WINDOW_MS = 120_000;
const SMALL_STREAM = 25;
const FOR_EVER_MS = 1e12;
const MOST_TRIES = 2;

/** Remembers in memory, for two minutes, which causes were handled: a cause that comes later, or to another replica, counts as a new one. */
const forgetful = (log: SimulatedLog, process: Process): SimulatedLog => {
  const seen = new Map<string, number>();
  const decide: MemoryOrderLog['decide'] = async (target, cause, decision) => {
    // Only what follows from an event: the download host's own commands are no messages.
    if (cause.appends !== undefined) return log.decide(target, cause, decision);
    const { nowMs } = process.world;
    if (nowMs - (seen.get(cause.id) ?? Number.NEGATIVE_INFINITY) < WINDOW_MS) return [];
    const history = await log.history(target.id);
    const isNew = history.events.some(({ header }) => header.causation === cause.id && header.stream === 'delivery');
    const anew: Cause = isNew ? { ...cause, id: newId() } : cause;
    const events = await log.decide(target, anew, decision);
    seen.set(cause.id, nowMs);
    return events;
  };
  return replacing(log, { decide });
};

export const busBugs: readonly Bug[] = [
  {
    name: 'tail-by-sequence',
    breaks: 'reporting reads the log by its sequence, and passes over what commits later than what follows it',
    plants: {
      log: (log, { service }) =>
        service === 'reporting'
          ? replacing(log, {
              readAll: async (cursor: string | undefined, limit: number) => log.tail(Number(cursor ?? 0), limit, true),
            })
          : log,
    },
  },
  {
    name: 'ack-before-commit',
    breaks: 'a message is acknowledged when it arrives; what a crash interrupts is never taken up again',
    plants: {
      message: (message) => {
        message.ack();
        return { ...message, ack: () => undefined, nak: () => undefined };
      },
    },
  },
  {
    name: 'no-relay',
    breaks: 'whatever is committed and not published by whoever appended it is never published',
    prepare: (system) => {
      system.store.notPublishedFor = () => [];
    },
  },
  {
    name: 'stream-that-fills',
    breaks: 'the stream keeps what everybody has handled, until it is full and takes nothing more',
    prepare: ({ bus }) => Object.assign(bus, { isTrimmed: false, mostKept: SMALL_STREAM }),
  },
  {
    name: 'lost-tail',
    breaks: 'a stream that was lost is not filled again from the log',
    prepare: ({ bus }) => {
      bus.isRefilled = false;
    },
  },
  {
    name: 'dedupe-by-window',
    breaks:
      'esd-delivery knows for two minutes, in memory, what it handled; a copy that comes later or elsewhere has another effect',
    plants: { log: (log, process) => (process.service === 'esd-delivery' ? forgetful(log, process) : log) },
  },
  {
    name: 'gives-up-early',
    breaks: 'a message whose handler failed twice is dropped, although it was the outside that failed',
    plants: {
      message: (message) => ({
        ...message,
        nak: (delayMs?: number) => (message.info.deliveryCount >= MOST_TRIES ? message.term() : message.nak(delayMs)),
      }),
    },
  },
  {
    name: 'lease-for-ever',
    breaks: 'due work that a dead replica had claimed is never claimed again',
    plants: {
      dueWork: (dueWork) => ({ ...dueWork, claim: (request) => dueWork.claim({ ...request, leaseMs: FOR_EVER_MS }) }),
    },
  },
  {
    name: 'stale-settings',
    breaks: 'fraud keeps a merchant’s settings as it first read them',
    plants: {
      settings: (settings, { service }) => {
        if (service !== 'fraud') return settings;
        const first = new Map<string, ReturnType<typeof settings.current>>();
        const current: typeof settings.current = (area, scope) => {
          const key = `${area.area} ${scope.merchant}`;
          const known = first.get(key) ?? settings.current(area, scope);
          first.set(key, known);
          known.catch(() => first.delete(key));
          return known as never;
        };
        return replacing(settings, { current });
      },
    },
  },
];
