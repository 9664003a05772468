import type { EventHeader, RecordedEvent } from '@tollgate/contracts';
import type { Bus } from '@tollgate/messaging';
import type pg from 'pg';
import { openCliBus } from '../bus.js';
import { atOneMoment, historyOf, type LogRow, openDatabase, rowsSince } from '../log-reader.js';
import { progressBar } from '../progress.js';
import { CannotCheck, findStack, need } from '../stack.js';
import { sinceTime } from './since-time.js';
import { subjectIn } from './timeline.js';

export interface RepublishOptions {
  /** `15m`, `2h`, `3d`, or RFC 3339. */
  readonly since?: string;
  readonly mode: string;
}

const TOGETHER = 250;

/** `tollgate republish`: publishes events of the log once more, of these subjects or all since a time: services know what they did, so that only
 *  what was lost has an effect. Answers 0 when the bus took all of them. */
export const republishCommand = async (ids: readonly string[], { since, mode }: RepublishOptions): Promise<number> => {
  const subjects = ids.map((id) => subjectIn(id, mode) ?? cannot(`${id} names nothing: an order is ord_…, a merchant mer_…`));
  const from =
    since === undefined
      ? undefined
      : (sinceTime(since, new Date()) ?? cannot(`${since} is no time: say 15m, 2h, 3d or 2026-11-26T09:00:00Z`));
  if (subjects.length === 0 && from === undefined) cannot('say what: orders by their ids, or all events by --since 2h');
  const stack = findStack();
  const db = await openDatabase(need(stack, 'postgresUrl'));
  try {
    const bus = await openCliBus(stack);
    try {
      const count = await atOneMoment(db, () => publishAll(db, bus, { subjects, from }));
      console.log(`✓ ${count} events published again`);
      return 0;
    } finally {
      await bus.close();
    }
  } finally {
    await db.end();
  }
};

const cannot = (sentence: string): never => {
  throw new CannotCheck(sentence);
};

const publishAll = async (
  db: pg.Client,
  bus: Bus,
  { subjects, from }: { readonly subjects: readonly string[]; readonly from: Date | undefined },
): Promise<number> => {
  const copy = `by-hand-${Date.now().toString(36)}`;
  let count = 0;
  const publish = async (rows: readonly LogRow[]): Promise<void> => {
    for (let start = 0; start < rows.length; start += TOGETHER)
      await Promise.all(rows.slice(start, start + TOGETHER).map((row) => bus.publishEvent(eventOf(row), { copy })));
    count += rows.length;
  };
  for (const subject of subjects) {
    const rows = await historyOf(db, subject);
    if (rows.length === 0) cannot(`nothing is recorded of ${subject}`);
    await publish(rows);
  }
  if (from === undefined) return count;
  const { total, pages } = await rowsSince(db, from);
  const bar = progressBar('publishing', total);
  try {
    for await (const rows of pages) {
      await publish(rows);
      bar.update(count);
    }
  } finally {
    bar.stop();
  }
  return count;
};

/** The event with its data unread: what a later release appended is published as well. */
const eventOf = ({ header: headerText, data: dataText, hash }: LogRow): RecordedEvent => {
  const header = JSON.parse(headerText) as EventHeader;
  return { type: header.type, data: {}, header, headerText, dataText, hash } as unknown as RecordedEvent;
};
