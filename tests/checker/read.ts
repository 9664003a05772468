// Reads the evidence: the log and the read models by SQL, journals and exported events as JSON lines.
import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import pg from 'pg';
import type { Event, FaultLine, ShownDay, ShownOrder, Span } from './evidence.ts';

/** An input that is not there, or cannot be read: exit code 2. */
export class MissingInput extends Error {}

/** The objects of a journal. A last line that was being written when its writer ended is no line; any other that is spoiled is an error. */
export async function* linesIn<T>(file: string): AsyncGenerator<T> {
  let held: string | undefined;
  try {
    for await (const line of createInterface({ input: createReadStream(file), crlfDelay: Number.POSITIVE_INFINITY })) {
      if (held !== undefined && held !== '') yield JSON.parse(held) as T;
      held = line;
    }
  } catch (cause) {
    throw new MissingInput(`${file} cannot be read: ${cause instanceof Error ? cause.message : cause}`);
  }
  const last = wholeIn<T>(held ?? '');
  if (last !== undefined) yield last;
}

const wholeIn = <T>(line: string): T | undefined => {
  try {
    return JSON.parse(line) as T;
  } catch {
    return undefined;
  }
};

export const allLinesIn = async <T>(files: readonly string[]): Promise<readonly T[]> => {
  const lines: T[] = [];
  for (const file of files) for await (const line of linesIn<T>(file)) lines.push(line);
  return lines;
};

/** What befell a run, from the beginning of each fault until an order was answered again, or the next one began. */
export const spansIn = (lines: readonly FaultLine[]): readonly Span[] => {
  const marks = lines.filter(({ event }) => event === 'fault' || event === 'served');
  return marks.flatMap(({ event, time }, index) => {
    const next = marks[index + 1]?.time;
    const untilMs = next === undefined ? Number.POSITIVE_INFINITY : Date.parse(next);
    return event === 'fault' ? [{ fromMs: Date.parse(time), untilMs }] : [];
  });
};

/** An event as a row, or as a line of a file, has it. */
export interface StoredEvent extends Omit<Event, 'position' | 'headerText' | 'dataText' | 'header' | 'data'> {
  readonly position: number | string;
  readonly header: string;
  readonly data: string;
}

const eventOf = ({ header, data, position, ...row }: StoredEvent): Event => ({
  ...row,
  position: Number(position),
  headerText: header,
  dataText: data,
  header: JSON.parse(header),
  data: JSON.parse(data),
});

/** Groups events that come subject by subject; each group by position. */
async function* subjectsOf(rows: AsyncIterable<StoredEvent>): AsyncGenerator<readonly Event[]> {
  const byPosition = (events: Event[]): Event[] => events.sort((a, b) => a.position - b.position);
  let current: Event[] = [];
  for await (const row of rows) {
    if (current[0] !== undefined && current[0].subject !== row.subject) {
      yield byPosition(current);
      current = [];
    }
    current.push(eventOf(row));
  }
  if (current.length > 0) yield byPosition(current);
}

const eventsText = `SELECT position::text, subject_id::text AS subject, stream, version, type, causation::text, header::text AS header, data::text AS data,
  encode(previous_hash, 'hex') AS "previousHash", encode(hash, 'hex') AS hash FROM order_log.events ORDER BY subject_id, position`;

/** The database of a run, at one moment. */
export class Database {
  private readonly client: pg.Client;

  constructor(url: string) {
    this.client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
    this.client.on('error', () => undefined); // the next query says so
  }

  async open(): Promise<void> {
    await this.ask(async () => {
      await this.client.connect();
      await this.client.query('BEGIN TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY');
    });
  }

  async close(): Promise<void> {
    await this.client.end();
  }

  subjects(): AsyncGenerator<readonly Event[]> {
    return subjectsOf(this.rows());
  }

  /** What reporting shows. Throws MissingInput where that cannot be read; the log still can be. */
  readModels(): Promise<{ readonly rows: readonly ShownOrder[]; readonly days: readonly ShownDay[] }> {
    const orders = `SELECT order_id::text AS "order", merchant, mode, currency, status, captured_minor::text AS captured, refunded_minor::text AS refunded
      FROM reporting.orders`;
    const sales = `SELECT concat_ws(' ', merchant, mode, currency, day::text) AS key, captured_minor::text AS captured, refunded_minor::text AS refunded
      FROM reporting.daily_sales`;
    return this.ask(async () => {
      await this.client.query('SAVEPOINT models');
      try {
        const { rows } = await this.client.query<ShownOrder>(orders);
        return { rows, days: (await this.client.query<ShownDay>(sales)).rows };
      } catch (error) {
        await this.client.query('ROLLBACK TO SAVEPOINT models');
        throw error;
      }
    });
  }

  private async *rows(): AsyncGenerator<StoredEvent> {
    await this.ask(() => this.client.query(`DECLARE log NO SCROLL CURSOR FOR ${eventsText}`));
    for (;;) {
      const { rows } = await this.ask(() => this.client.query<StoredEvent>('FETCH 5000 FROM log'));
      if (rows.length === 0) return;
      yield* rows;
    }
  }

  private async ask<T>(query: () => Promise<T>): Promise<T> {
    try {
      return await query();
    } catch (cause) {
      throw new MissingInput(`the database cannot be read: ${cause instanceof Error ? cause.message : cause}`);
    }
  }
}

/** Events from a file, in any order. */
export async function* subjectsIn(file: string): AsyncGenerator<readonly Event[]> {
  const stored = await allLinesIn<StoredEvent>([file]);
  yield* subjectsOf(each(stored.toSorted((a, b) => (a.subject < b.subject ? -1 : a.subject > b.subject ? 1 : 0))));
}

async function* each<T>(items: readonly T[]): AsyncGenerator<T> {
  yield* items;
}
