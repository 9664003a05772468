import { type EventTexts, isEventType, type RecordedEvent, readEvent } from '@tollgate/contracts';

/** An event as a rebuild reads it: by subject, and within one in no order. */
export interface LogRow {
  readonly subject: string;
  readonly position: number;
  readonly type: string;
  readonly headerText: string;
  readonly dataText: string;
}

/** A subject's rows, whole. */
export interface SubjectRows {
  readonly subject: string;
  readonly rows: readonly LogRow[];
}

/** Rows by their subject, as they come: those of a subject lie side by side. A page that was cut at its length may hold its last subject in part,
 *  which is then left to the next. */
export const bySubject = (rows: readonly LogRow[], isCut: boolean): readonly SubjectRows[] => {
  const subjects: SubjectRows[] = [];
  let begin = 0;
  for (let at = 1; at <= rows.length; at += 1) {
    const subject = rows[begin]?.subject ?? '';
    if (rows[at]?.subject === subject) continue;
    if (at === rows.length && isCut) break;
    subjects.push({ subject, rows: rows.slice(begin, at) });
    begin = at;
  }
  return subjects;
};

/** How many of the rows are events that this release knows. */
export const knownIn = (rows: readonly LogRow[]): number =>
  rows.reduce((count, { type }) => count + (isEventType(type) ? 1 : 0), 0);

const hash = '';

/** The history that the rows tell, by position; events of a later release are left out. */
export const historyOf = (rows: readonly LogRow[]): readonly RecordedEvent[] =>
  rows
    .toSorted((a, b) => a.position - b.position)
    .flatMap(({ headerText, dataText }) => readEvent({ headerText, dataText, hash } satisfies EventTexts) ?? []);
