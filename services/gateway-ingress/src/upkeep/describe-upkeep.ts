import { MAX_PARKED_LISTED, type ParkedEvent, toPublicId } from '@tollgate/contracts';
import type { BusState } from '@tollgate/messaging';
import type { LogState } from './log-state.repository.js';

/** What was found out; undefined for whoever did not answer. */
export interface Found {
  readonly parked: ReadonlyMap<string, readonly ParkedEvent[] | undefined>;
  /** uuids of the orders that may be named to who asks. */
  readonly shown: ReadonlySet<string>;
  readonly bus: BusState | undefined;
  readonly log: LogState | undefined;
  readonly reportedTo: bigint | undefined;
}

/** Each service lists so many of what it parked; the rest is counted. */
export const MAX_SHOWN = 50;

/** A service that does not answer is shown as such: what it parked is not known, which is not nothing. */
const serviceOf = ([service, events]: readonly [string, readonly ParkedEvent[] | undefined], shown: ReadonlySet<string>) => ({
  service,
  isAnswering: events !== undefined,
  parkedCount: events?.length ?? null,
  hasMore: (events?.length ?? 0) >= MAX_PARKED_LISTED,
  parked: (events ?? []).slice(0, MAX_SHOWN).map(({ event, order, type, error, parkedAt }) => ({
    event,
    type,
    order: shown.has(order) ? toPublicId('ord', order) : null,
    error,
    parkedAt,
  })),
});

const busOf = ({ messages, bytes, maxBytes, consumers }: BusState) => ({
  messages,
  bytes,
  maxBytes: maxBytes < 0 ? null : maxBytes,
  consumers: consumers
    .map(({ name, pendingCount, unacknowledgedCount, redeliveredCount }) => ({
      service: name,
      pending: pendingCount,
      unacknowledged: unacknowledgedCount,
      redelivered: redeliveredCount,
    }))
    .toSorted((a, b) => (a.service < b.service ? -1 : 1)),
});

/** Positions have gaps: how far behind somebody is counts them, too. */
const behind = (log: LogState | undefined, to: bigint | undefined): number | null => {
  if (log === undefined || to === undefined) return null;
  return log.position > to ? Number(log.position - to) : 0;
};

/** How the installation is, as its operators are shown it. */
export const describeUpkeep = ({ parked, shown, bus, log, reportedTo }: Found) => ({
  services: [...parked].map((one) => serviceOf(one, shown)),
  bus: bus === undefined ? null : busOf(bus),
  log: log === undefined ? null : { position: Number(log.position), relayBehind: log.unrelayed },
  reporting: reportedTo === undefined ? null : { position: Number(reportedTo), behind: behind(log, reportedTo) },
});
