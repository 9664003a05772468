import pg from 'pg';
import { findMisfit, type LoggedEvent, type Misfit } from './verify-order.js';

export interface VerifyReport {
  readonly ok: boolean;
  readonly checkedEvents: number;
  readonly checkedOrders: number;
  /** The first event, by order id, stream and version, that does not fit. */
  readonly firstBad?: {
    readonly position: bigint;
    readonly order: string;
    readonly stream: string;
    readonly version: number;
    readonly why: string;
  };
}

export interface VerifyOptions {
  /** Any role that may read the log. */
  readonly connectionString: string;
  /** Told after every page how many events were checked, of about how many. */
  readonly onProgress?: (checkedEvents: number, allEvents: number) => void;
}

const pageSize = 2_000;

/** One snapshot, so that orders may go on meanwhile: an event is never seen without what it builds on. */
const beginText = `BEGIN TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY;
  DECLARE log NO SCROLL CURSOR FOR
    SELECT position, order_id, stream, version, type, causation, header, data, encode(previous_hash, 'hex'), encode(hash, 'hex')
    FROM order_log.events ORDER BY order_id, stream, version`;

const eventIn = (row: readonly string[]): LoggedEvent => {
  const [position = '', order = '', stream = '', version, type = '', causation = '', headerText = '', dataText = ''] = row;
  const [previousHash = '', hash = ''] = row.slice(8);
  return {
    position: BigInt(position),
    order,
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

async function* pages(client: pg.Client): AsyncGenerator<readonly LoggedEvent[]> {
  await client.query(beginText);
  for (;;) {
    const { rows } = await client.query<string[]>({ text: `FETCH ${pageSize} FROM log`, rowMode: 'array' });
    if (rows.length === 0) return;
    yield rows.map(eventIn);
  }
}

const badOf = ({ event: { position, order, stream, version }, why }: Misfit): NonNullable<VerifyReport['firstBad']> => ({
  position,
  order,
  stream,
  version,
  why,
});

/** Checks every event of every order, a page at a time. What it cannot see without signed checkpoints: an order, or the tail of a stream, cut off whole. */
const verifyPages = async (client: pg.Client, onProgress: (checkedEvents: number) => void): Promise<VerifyReport> => {
  let order: LoggedEvent[] = [];
  let checkedEvents = 0;
  let checkedOrders = 0;
  const check = (): Misfit | undefined => {
    checkedEvents += order.length;
    if (order.length > 0) checkedOrders += 1;
    return findMisfit(order);
  };
  for await (const page of pages(client)) {
    for (const event of page) {
      if (order[0]?.order === event.order) {
        order.push(event);
        continue;
      }
      const misfit = check();
      if (misfit) return { ok: false, checkedEvents, checkedOrders, firstBad: badOf(misfit) };
      order = [event];
    }
    onProgress(checkedEvents);
  }
  const misfit = check();
  onProgress(checkedEvents);
  return misfit
    ? { ok: false, checkedEvents, checkedOrders, firstBad: badOf(misfit) }
    : { ok: true, checkedEvents, checkedOrders };
};

/** Checks the whole log and names the first event that does not fit: changed, missing, swapped, or cut from the head of its stream.
 *  Rejects when the log cannot be read: then nothing is known. */
export const verify = async ({ connectionString, onProgress }: VerifyOptions): Promise<VerifyReport> => {
  const raw = { getTypeParser: () => (value: string) => value };
  const client = new pg.Client({ connectionString, application_name: 'verify', types: raw });
  await client.connect();
  try {
    const { rows } = await client.query<string[]>({ text: 'SELECT count(*) FROM order_log.events', rowMode: 'array' });
    const all = Number(rows[0]?.[0] ?? 0);
    return await verifyPages(client, (checked) => onProgress?.(checked, all));
  } finally {
    await client.end();
  }
};
