import { withClient } from '@tollgate/postgres';
import type { ClientBase } from 'pg';
import { findMisfit, type LoggedEvent, type Misfit } from './verify-order.js';

export interface VerifyReport {
  readonly ok: boolean;
  readonly checkedEvents: number;
  readonly checkedSubjects: number;
  /** The first event, by subject, stream and version, that does not fit. */
  readonly firstBad?: {
    readonly position: bigint;
    readonly subject: string;
    readonly stream: string;
    readonly version: number;
    readonly why: string;
  };
}

export interface VerifyOptions {
  /** Any role that may read the log. */
  readonly connectionString: string;
  /** Called after every page how many events were checked, of about how many. */
  readonly onProgress?: (checkedEvents: number, allEvents: number) => void;
}

const pageSize = 2_000;
/** A page takes far less than a second; the first may wait for a sort of the log, and the count passes over all of it. */
const timeouts = { statementMs: 600_000, queryMs: 610_000 };
/** As the texts that the hashes were made of. */
const types = { getTypeParser: () => (value: string) => value };

/** One snapshot, so that orders may go on meanwhile: an event is never seen without what it builds on. */
const beginText = `BEGIN TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY;
  DECLARE log NO SCROLL CURSOR FOR
    SELECT position, subject_id, stream, version, type, causation, header, data, encode(previous_hash, 'hex'), encode(hash, 'hex')
    FROM order_log.events ORDER BY subject_id, stream, version`;

const eventIn = (row: readonly string[]): LoggedEvent => {
  const [position = '', subject = '', stream = '', version, type = '', causation = '', headerText = '', dataText = ''] = row;
  const [previousHash = '', hash = ''] = row.slice(8);
  return {
    position: BigInt(position),
    subject,
    stream,
    version: Number(version),
    type,
    causation,
    headerText,
    dataText,
    previousHash,
    hash,
  };
};

async function* pages(client: ClientBase): AsyncGenerator<readonly LoggedEvent[]> {
  await client.query(beginText);
  for (;;) {
    const { rows } = await client.query<string[]>({ text: `FETCH ${pageSize} FROM log`, rowMode: 'array' });
    if (rows.length === 0) return;
    yield rows.map(eventIn);
  }
}

const badOf = ({ event: { position, subject, stream, version }, why }: Misfit): NonNullable<VerifyReport['firstBad']> => ({
  position,
  subject,
  stream,
  version,
  why,
});

/** Checks every event of every subject, a page at a time. What it cannot see without signed checkpoints: a subject, or
 *  the tail of a stream, cut off whole. */
const verifyPages = async (client: ClientBase, onProgress: (checkedEvents: number) => void): Promise<VerifyReport> => {
  let whole: LoggedEvent[] = [];
  let checkedEvents = 0;
  let checkedSubjects = 0;
  const check = (): Misfit | undefined => {
    checkedEvents += whole.length;
    if (whole.length > 0) checkedSubjects += 1;
    return findMisfit(whole);
  };
  for await (const page of pages(client)) {
    for (const event of page) {
      if (whole[0]?.subject === event.subject) {
        whole.push(event);
        continue;
      }
      const misfit = check();
      if (misfit) return { ok: false, checkedEvents, checkedSubjects, firstBad: badOf(misfit) };
      whole = [event];
    }
    onProgress(checkedEvents);
  }
  const misfit = check();
  onProgress(checkedEvents);
  return misfit
    ? { ok: false, checkedEvents, checkedSubjects, firstBad: badOf(misfit) }
    : { ok: true, checkedEvents, checkedSubjects };
};

/** Checks the whole log and names the first event that does not fit: changed, missing, swapped, or cut from the head of
 *  its stream. When the log cannot be read, nothing is known: throws TransientError where the server is away, and what
 *  Postgres said otherwise. */
export const verify = ({ connectionString, onProgress }: VerifyOptions): Promise<VerifyReport> =>
  withClient({ connectionString, name: 'verify', timeouts, types }, async (client) => {
    const { rows } = await client.query<string[]>({ text: 'SELECT count(*) FROM order_log.events', rowMode: 'array' });
    const all = Number(rows[0]?.[0] ?? 0);
    return verifyPages(client, (checked) => onProgress?.(checked, all));
  });
