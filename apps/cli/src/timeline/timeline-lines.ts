import { type EventHeader, readEvent } from '@tollgate/contracts';
import { describeEvent } from './describe-event.js';
import { operationIn, operationNames } from './name-operations.js';

/** An event as it lies in the log. */
export interface StoredEvent {
  readonly type: string;
  readonly header: string;
  readonly data: string;
  readonly hash: string;
  readonly recorded_at: Date;
}

/** One step of a timeline. */
export interface TimelineLine {
  /** Milliseconds since the subject's first event. */
  readonly afterMs: number;
  readonly type: string;
  readonly actor: string;
  /** Stream and version. */
  readonly place: string;
  /** The operation on the order's money that it is about; empty for none. */
  readonly operation: string;
  readonly says: string;
}

/** Every step of a subject, also those of types of a later release, of which nothing but the type is told. `rows`: by
 *  position. */
export const timelineLines = (rows: readonly StoredEvent[]): readonly TimelineLine[] => {
  const read = rows.map(({ header, data, hash }) => readEvent({ headerText: header, dataText: data, hash }));
  const names = operationNames(read.filter((event) => event !== undefined));
  const begunMs = rows[0]?.recorded_at.getTime() ?? 0;
  return rows.map((row, index) => {
    const event = read[index];
    const { actor, stream, version } = JSON.parse(row.header) as EventHeader;
    const operation = event && operationIn(event);
    return {
      afterMs: row.recorded_at.getTime() - begunMs,
      type: row.type,
      actor: actor.on === undefined ? actor.service : `${actor.service} for ${actor.on}`,
      place: `${stream} ${version}`,
      operation: operation === undefined ? '' : (names.get(operation) ?? operation),
      says: event === undefined ? '(of a later release)' : describeEvent(event),
    };
  });
};
