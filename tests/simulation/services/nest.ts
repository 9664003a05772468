import type { RecordedEvent } from '@tollgate/contracts';
import type { EventContext } from '@tollgate/messaging';
import { EventDispatcher, type HandleEvent } from '../../../libs/messaging/dist/events/event-dispatcher.js';
import type { Process } from '../world/process.ts';
import type { System } from './system.ts';

/** Something of the simulation in the place of a class that it does not extend. */
export const standIn = <T>(part: unknown): T => part as T;

const PATTERN = 'microservices:pattern';

type Method = (event: RecordedEvent, context: EventContext) => Promise<void>;

/** The handlers that consumers mark with `@OnEvent`, by what they listen to: as Nest finds them. */
export const handlersOf = (...consumers: readonly object[]): ReadonlyMap<string, HandleEvent> => {
  const handlers = new Map<string, HandleEvent>();
  for (const consumer of consumers) {
    const prototype = Object.getPrototypeOf(consumer) as Record<string, Method>;
    for (const name of Object.getOwnPropertyNames(prototype)) {
      const method = prototype[name];
      const patterns = typeof method === 'function' ? metadataOf(method) : [];
      for (const pattern of patterns.flat())
        handlers.set(pattern, (event, context) => (method as Method).call(consumer, event, context));
    }
  }
  return handlers;
};

const metadataOf = (method: Method): readonly (string | readonly string[])[] => {
  const { getMetadata } = Reflect as unknown as { getMetadata(key: string, target: object): readonly string[] | undefined };
  return getMetadata(PATTERN, method) ?? [];
};

/** What a service logs: a warning is a line of the trace, an error an alarm as well. */
export const loggerOf = (process: Process, system: System) => {
  const textOf = (fields: object, message: string): string => {
    const { error } = fields as { readonly error?: unknown };
    return error instanceof Error ? `${message}: ${error.message}` : message;
  };
  return {
    trace: () => undefined,
    debug: () => undefined,
    info: () => undefined,
    warn: (fields: object, message: string) => process.note(`warns: ${textOf(fields, message)}`),
    error: (fields: object, message: string) => {
      process.note(`alarms: ${textOf(fields, message)}`);
      system.alarms.push(`${process.name}: ${textOf(fields, message)}`);
    },
  };
};

const counter = { inc: () => undefined, set: () => undefined, observe: () => undefined };
export const noMetrics = { counter: () => counter, gauge: () => counter, histogram: () => counter };

const noMeter = {
  eventHandled: () => undefined,
  eventPublished: () => undefined,
  publishRepeated: () => undefined,
  requestAnswered: () => undefined,
  consumerLag: () => undefined,
};

/** Lets a process take its service's events: the real dispatcher decides on ack, nak and parking. */
export const listen = (process: Process, system: System, all: ReadonlyMap<string, HandleEvent>): void => {
  const handlers = system.part('handlers', all, process);
  const dispatcher = new EventDispatcher({
    handlers,
    parked: standIn(parkedOf(process, system)),
    log: loggerOf(process, system),
    meter: noMeter,
    onTransientError: () => undefined,
  });
  const take = (message: Parameters<typeof system.part<'message'>>[1]): void =>
    dispatcher.take(standIn(system.part('message', message, process)));
  system.bus.subscribe([...handlers.keys()], { process, take });
};

export const parkedOf = (process: Process, system: System) => ({
  park: (event: RecordedEvent, error: unknown) =>
    process.effect('park', () => {
      const text = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
      process.note(`parks ${event.type} ${event.header.subject.id.slice(-6)}: ${text}`);
      const { id, subject } = event.header;
      system.parked.push({ service: process.service, event: id, order: subject.id, type: event.type, error: text });
    }),
});
