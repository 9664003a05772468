import type { EventHeader } from '@tollgate/contracts';
import { noHash } from '../append/append-request.js';
import { hashOf } from '../append/record.js';

/** An event as its columns tell it; the texts say the same once more, under the hash. */
export interface LoggedEvent {
  readonly position: bigint;
  /** uuid of the subject. */
  readonly subject: string;
  readonly stream: string;
  readonly version: number;
  readonly type: string;
  readonly causation: string;
  readonly headerText: string;
  readonly dataText: string;
  /** Hexadecimal. */
  readonly previousHash: string;
  /** Hexadecimal. */
  readonly hash: string;
}

export interface Misfit {
  readonly event: LoggedEvent;
  readonly why: string;
}

/** The header, or undefined when it is no JSON any more. */
const headerIn = ({ headerText }: LoggedEvent): EventHeader | undefined => {
  try {
    return JSON.parse(headerText) as EventHeader;
  } catch {
    return undefined;
  }
};

const whyItselfIsWrong = (event: LoggedEvent): string | undefined => {
  if (hashOf(event.previousHash, event.headerText, event.dataText) !== event.hash)
    return 'changed: its hash is not that of its bytes';
  const header = headerIn(event);
  const isSame =
    header?.subject?.id === event.subject &&
    header.stream === event.stream &&
    header.version === event.version &&
    header.type === event.type &&
    header.causation === event.causation;
  return isSame ? undefined : 'swapped: its header speaks of another event than its row';
};

/** Version 1 builds on the event that caused it, so that no whole stream can vanish unseen while something followed
 *  from it. Only a command's stream begins on nothing: the stream `order` of an order, and any stream of other
 *  subjects. */
const whyItsBeginningIsWrong = (event: LoggedEvent, hashes: ReadonlyMap<string, string>): string | undefined => {
  const cause = hashes.get(event.causation);
  const isOrder = headerIn(event)?.subject.kind === 'order';
  if (isOrder ? event.stream === 'order' : cause === undefined)
    return event.previousHash === noHash ? undefined : 'cut: the subject does not begin with its first event';
  if (cause === undefined) return 'missing: the event that caused it is not in the log';
  return cause === event.previousHash ? undefined : 'changed: it builds on another hash than that of the event that caused it';
};

const whyItDoesNotFollow = (event: LoggedEvent, before: LoggedEvent): string | undefined => {
  if (event.version !== before.version + 1) return `missing: version ${before.version + 1} of the stream is not in the log`;
  if (event.previousHash !== before.hash) return 'changed: it builds on another hash than that of the event before it';
  return event.position > before.position ? undefined : 'swapped: it was recorded before the version it follows';
};

const whyItsPlaceIsWrong = (
  event: LoggedEvent,
  before: LoggedEvent | undefined,
  hashes: ReadonlyMap<string, string>,
): string | undefined => {
  if (before?.stream === event.stream) return whyItDoesNotFollow(event, before);
  if (event.version !== 1) return 'cut: the stream does not begin with version 1';
  return whyItsBeginningIsWrong(event, hashes);
};

/** The first event of one subject that does not fit, by stream and version; undefined when all fit. `events` is the
 *  whole subject, in that order. */
export const findMisfit = (events: readonly LoggedEvent[]): Misfit | undefined => {
  const hashes = new Map(events.map((event) => [headerIn(event)?.id ?? '', event.hash]));
  for (const [index, event] of events.entries()) {
    const why = whyItselfIsWrong(event) ?? whyItsPlaceIsWrong(event, events[index - 1], hashes);
    if (why !== undefined) return { event, why };
  }
  return undefined;
};
