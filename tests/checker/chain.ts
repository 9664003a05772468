// I13: every event's hash is that of its bytes, and builds on the one before it, or on the event that caused it.
import { createHash } from 'node:crypto';
import type { Event } from './evidence.ts';
import type { Verdicts } from './verdicts.ts';

const nothing = '0'.repeat(64);

const digestOf = ({ previousHash, headerText, dataText }: Event): string =>
  createHash('sha256').update(Buffer.from(previousHash, 'hex')).update(headerText).update(dataText).digest('hex');

const isSwapped = ({ header, subject, stream, version, type, causation }: Event): boolean =>
  header.subject.id !== subject ||
  header.stream !== stream ||
  header.version !== version ||
  header.type !== type ||
  header.causation !== causation;

/** The hash that an event must build on; undefined where its cause is not in the log. */
const baseOf = (event: Event, before: Event | undefined, byId: ReadonlyMap<string, Event>): string | undefined => {
  if (before !== undefined) return before.hash;
  const cause = byId.get(event.causation);
  const isCommanded = event.header.subject.kind === 'order' ? event.stream === 'order' : cause === undefined;
  return isCommanded ? nothing : cause?.hash;
};

const misfit = (event: Event, before: Event | undefined, byId: ReadonlyMap<string, Event>): string | undefined => {
  const place = `${event.stream} ${event.version}`;
  if (digestOf(event) !== event.hash) return `${place}: its hash is not that of its bytes`;
  if (isSwapped(event)) return `${place}: its header speaks of another event than its row`;
  if (event.version !== (before?.version ?? 0) + 1) return `${place}: the version before it is not in the log`;
  const base = baseOf(event, before, byId);
  if (base === undefined) return `${place}: the event that caused it is not in the log`;
  return base === event.previousHash ? undefined : `${place}: it builds on another hash than that of the event before it`;
};

/** `events`: all of one subject. */
export const judgeChain = (events: readonly Event[], verdicts: Verdicts): void => {
  const byId = new Map(events.map((event) => [event.header.id, event]));
  const last = new Map<string, Event>();
  for (const event of events.toSorted((a, b) => a.version - b.version)) {
    verdicts.judge('I13', event.subject, misfit(event, last.get(event.stream), byId));
    last.set(event.stream, event);
  }
};
