import { type EventTexts, isEventType, type RecordedEvent, readEvent } from '@tollgate/contracts';

/** An event as a rebuild reads it: by subject, and within one in no order. */
export interface LogRow {
  readonly subject: string;
  readonly position: number;
  /** Of a transaction below the horizon of those that may be open. */
  readonly isBelow: boolean;
  readonly type: string;
  readonly headerText: string;
  readonly dataText: string;
}

/** A subject's rows, whole. */
export interface SubjectRows {
  readonly subject: string;
  readonly rows: readonly LogRow[];
}

/** Between the fields of an event, and between events: neither stands in a JSON text. */
export const FIELD_END = '\x1e';
export const EVENT_END = '\x1d';

/** The events of a subject as they are read in one text: position, whether it lies below the horizon (1), type, header and data of each. */
export const rowsIn = (subject: string, text: string): SubjectRows => ({
  subject,
  rows: text.split(EVENT_END).map((event): LogRow => {
    const [position, isBelow, type = '', headerText = '', dataText = ''] = event.split(FIELD_END);
    return { subject, position: Number(position), isBelow: isBelow === '1', type, headerText, dataText };
  }),
});

/** How many of the rows are events below the horizon that this release knows. */
export const knownIn = (rows: readonly LogRow[]): number =>
  rows.reduce((count, { type, isBelow }) => count + (isBelow && isEventType(type) ? 1 : 0), 0);

/** By position, up to the first that lies beyond the horizon: a transaction that waited for another one at the same subject may have the lower
 *  number of the two. What is cut off here comes with what it follows, as that finds the history longer than what was told of it. */
const certainOf = (rows: readonly LogRow[]): readonly LogRow[] => {
  const sorted = rows.toSorted((a, b) => a.position - b.position);
  const beyond = sorted.findIndex(({ isBelow }) => !isBelow);
  return beyond === -1 ? sorted : sorted.slice(0, beyond);
};

const hash = '';

/** The history that the rows tell for certain, by position; events of a later release are left out. */
export const historyOf = (rows: readonly LogRow[]): readonly RecordedEvent[] =>
  certainOf(rows).flatMap(({ headerText, dataText }) => readEvent({ headerText, dataText, hash } satisfies EventTexts) ?? []);
