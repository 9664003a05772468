import { newId } from '@tollgate/crypto';
import type { Order } from '@tollgate/order';
import type { AppendRequest, Cause, DecideEvents, Target } from '@tollgate/order-log';
import type { SimulatedLog } from '../fakes/log.ts';
import type { Process } from '../world/process.ts';
import { type Bug, replacing } from './bug.ts';

const WINDOW_MS = 120_000;
const SMALL_STREAM = 25;
const FOR_EVER_MS = 1e12;
const MOST_TRIES = 2;

const forgotten: readonly string[] = ['DownloadsReissueRequested', 'PaymentRefunded'];

/** Remembers in memory, for two minutes, what it did: of what comes later, or to another replica, it knows neither cause nor effect. */
const forgetful = (log: SimulatedLog, process: Process): SimulatedLog => {
  const seen = new Map<string, number>();
  const decide = async (target: Target<Order>, cause: Cause, decision: DecideEvents<Order>) => {
    const { nowMs } = process.world;
    if (nowMs - (seen.get(cause.id) ?? Number.NEGATIVE_INFINITY) < WINDOW_MS) return [];
    const { events } = await log.history(target.id);
    const isForgotten = events.some(({ header, type }) => header.id === cause.id && forgotten.includes(type));
    if (!isForgotten) return log.decide(target, cause, decision);
    const effects = events.filter(({ header }) => header.causation === cause.id && header.stream === 'delivery');
    if (effects.length === 0) return decideFirst(target, cause, decision);
    const before = target.fold.fold(events.filter((event) => !effects.includes(event)));
    return log.decide(target, { ...cause, id: newId() }, () => (before === undefined ? [] : decision(before)));
  };
  const decideFirst: typeof decide = async (target, cause, decision) => {
    const decided = await log.decide(target, cause, decision);
    seen.set(cause.id, process.world.nowMs);
    return decided;
  };
  return replacing(log, { decide });
};

/** Builds whatever is decided anew, as another one was quicker, on the event that the first decision had found last. */
const onWhatWasRead = (log: SimulatedLog): SimulatedLog => {
  const read = new Map<string, string>();
  const append = log.append.bind(log);
  return Object.assign(log, {
    append: (request: AppendRequest) => {
      const name = [request.subject.id, request.causation, ...request.events.map(({ type }) => type)].join(' ');
      const previousHash = read.get(name) ?? request.previousHash;
      read.set(name, previousHash);
      return append({ ...request, previousHash });
    },
  });
};

export const busBugs: readonly Bug[] = [
  {
    name: 'tail-by-sequence',
    breaks: 'reporting reads the log by its sequence, and passes over what commits later than what follows it',
    in: 'fake',
    caughtBy: ['I7'],
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
    in: 'code',
    caughtBy: ['end'],
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
    in: 'fake',
    caughtBy: ['I7'],
    prepare: (system) => {
      system.store.notPublishedFor = () => [];
    },
  },
  {
    name: 'stream-that-fills',
    breaks: 'the stream keeps what everybody has handled, until it is full and takes nothing more',
    in: 'fake',
    caughtBy: ['end'],
    prepare: ({ bus }) => Object.assign(bus, { isTrimmed: false, mostKept: SMALL_STREAM }),
  },
  {
    name: 'lost-tail',
    breaks: 'a stream that was lost is not filled again from the log',
    in: 'fake',
    caughtBy: ['I7'],
    prepare: ({ bus }) => {
      bus.isRefilled = false;
    },
  },
  {
    name: 'dedupe-by-window',
    breaks:
      'esd-delivery knows for two minutes, in memory, which requests for new links and which refunds it handled; a copy that comes later or elsewhere has another effect',
    in: 'code',
    caughtBy: ['I9'],
    plants: { log: (log, process) => (process.service === 'esd-delivery' ? forgetful(log, process) : log) },
  },
  {
    name: 'fault-for-defect',
    breaks: 'what the outside failed at counts as a defect: a message is put aside after five tries',
    in: 'code',
    caughtBy: ['I16'],
    plants: {
      handlers: (handlers) =>
        new Map(
          [...handlers].map(([filter, handle]) => [
            filter,
            (event, context) =>
              handle(event, context).catch((cause: unknown) => {
                throw new Error('failed', { cause });
              }),
          ]),
        ),
    },
  },
  {
    name: 'chain-on-what-was-read',
    breaks:
      'a decision that is made again, as another one was quicker, builds its event on the one that it had found last at first',
    in: 'code',
    caughtBy: ['I13'],
    plants: { log: onWhatWasRead },
  },
  {
    name: 'gives-up-early',
    breaks: 'a message whose handler failed twice is dropped, although it was the outside that failed',
    in: 'code',
    caughtBy: ['I7'],
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
    in: 'code',
    caughtBy: ['I4'],
    // Reversals are owed often, and processes die often.
    prepare: ({ world }) => {
      world.faults = { ...world.faults, crash: 0.03, acquirer: 0.6 };
    },
    plants: {
      dueWork: (dueWork) => ({ ...dueWork, claim: (request) => dueWork.claim({ ...request, leaseMs: FOR_EVER_MS }) }),
    },
  },
  {
    name: 'stale-settings',
    breaks: 'fraud keeps a merchant’s settings as it first read them',
    in: 'code',
    caughtBy: ['settings'],
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
  {
    name: 'list-unapplied',
    breaks: 'fraud records what a merchant blocks, and orders never find it',
    in: 'code',
    caughtBy: ['lists'],
    plants: { lists: (lists) => ({ ...lists, put: async () => undefined }) },
  },
];
