import type { RecordedEvent } from '@tollgate/contracts';
import { invariant, TransientError } from '@tollgate/errors';
import pg from 'pg';
import type { Precedents } from '../../domain/assess-order.js';
import type { FraudLimits } from '../../domain/limits.js';
import { type ScreeningKeys, screeningKeys } from '../screening-keys.js';

type PricedOrder = Extract<RecordedEvent, { readonly type: 'OrderPriced' }>;

interface Waiting {
  readonly order: string;
  readonly keys: ScreeningKeys;
  readonly at: string;
  readonly resolve: (precedents: Precedents) => void;
  readonly reject: (error: unknown) => void;
}

/** card count, e-mail count, IP count, duplicate of; as Postgres writes them. */
type Row = readonly [string, string, string, string | null];

export interface AttemptsOptions {
  readonly connectionString: string;
  readonly limits: FraudLimits;
}

const maxBatch = 100;

/** Plans: see order_log's connections. A count that may stop at its limit must not fetch a bitmap of all there is first.
 *  Commits need not reach the disk by themselves: the assessment that rests on one is appended in the same cluster afterwards, and its flush takes
 *  this one along. Lost with a crash, both are, and the order comes again. */
export const session =
  '-c enable_seqscan=off -c enable_bitmapscan=off -c plan_cache_mode=force_generic_plan -c synchronous_commit=off -c statement_timeout=10000';

export const recordText = 'SELECT * FROM record_attempts($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)';

/** Values come as Postgres writes them. */
const raw = { getTypeParser: () => (value: string) => value };

const array = (values: readonly (string | undefined)[]): string => `{${values.map((value) => value ?? 'NULL').join(',')}}`;
const interval = (ms: number): string => `${ms} milliseconds`;

const precedentsOf = ([card, email, ip, duplicateOf]: Row): Precedents => ({
  card: Number(card),
  email: Number(email),
  ip: Number(ip),
  duplicateOf: duplicateOf ?? undefined,
});

/** Data that the statement cannot take (SQLSTATE 22, 23) are the fault of one order; everything else is the outside's. */
const isAboutData = (error: unknown): boolean => error instanceof pg.DatabaseError && /^2[23]/.test(error.code ?? '');

/** Remembers every order that is assessed, and tells what went before it: exactly, however many replicas ask at once.
 *  What arrives while the last call is under way goes together in the next. */
export class Attempts {
  readonly #pool: pg.Pool;
  readonly #limits: readonly (string | number)[];
  readonly #waiting: Waiting[] = [];
  #isKicked = false;
  #isBusy = false;

  constructor({ connectionString, limits }: AttemptsOptions) {
    const { card, email, ip, duplicateWindowMs } = limits;
    this.#limits = [
      ...[card, email, ip].flatMap(({ attempts, windowMs }) => [attempts, interval(windowMs)]),
      interval(duplicateWindowMs),
    ];
    this.#pool = new pg.Pool({
      connectionString,
      application_name: 'fraud attempts',
      options: session,
      max: 1,
      idleTimeoutMillis: 0,
      connectionTimeoutMillis: 5_000,
      query_timeout: 12_000,
      keepAlive: true,
    });
    this.#pool.on('error', () => undefined); // the next call opens a new connection, or says that it cannot
  }

  /** Counts the order's attempt and tells what went before it; for an order that was counted, what was told then. Throws TransientError while Postgres is
   *  out of reach. */
  record({ header, data: { screening, total } }: PricedOrder): Promise<Precedents> {
    invariant(screening !== undefined && total !== undefined, 'a priced order has a total and tells what to screen it by');
    const keys = screeningKeys(header, screening, total);
    return new Promise((resolve, reject) => {
      this.#waiting.push({ order: header.order, keys, at: header.occurredAt, resolve, reject });
      this.#kick();
    });
  }

  async close(): Promise<void> {
    await this.#pool.end();
  }

  #kick(): void {
    if (this.#isKicked || this.#isBusy) return;
    this.#isKicked = true;
    setImmediate(() => {
      this.#isKicked = false;
      void this.#pump();
    });
  }

  async #pump(): Promise<void> {
    this.#isBusy = true;
    while (this.#waiting.length > 0) await this.#write(this.#waiting.splice(0, maxBatch));
    this.#isBusy = false;
  }

  async #write(batch: readonly Waiting[]): Promise<void> {
    try {
      const rows = await this.#call(batch);
      for (const [index, { resolve }] of batch.entries()) resolve(precedentsOf(rows[index] as Row));
    } catch (error) {
      await this.#afterFailure(batch, error);
    }
  }

  /** One of several may be at fault: its neighbors stand. */
  async #afterFailure(batch: readonly Waiting[], error: unknown): Promise<void> {
    if (batch.length > 1 && isAboutData(error)) {
      for (const one of batch) await this.#write([one]);
      return;
    }
    const result = isAboutData(error) ? error : new TransientError('attempts cannot be counted', { cause: error });
    for (const { reject } of batch) reject(result);
  }

  async #call(batch: readonly Waiting[]): Promise<readonly Row[]> {
    const values = [
      array(batch.map(({ order }) => order)),
      array(batch.map(({ keys }) => keys.card)),
      array(batch.map(({ keys }) => keys.email)),
      array(batch.map(({ keys }) => keys.ip)),
      array(batch.map(({ keys }) => keys.likeness)),
      array(batch.map(({ at }) => at)),
      ...this.#limits,
    ];
    const { rows } = await this.#pool.query<string[]>({ name: 'record', text: recordText, values, rowMode: 'array', types: raw });
    invariant(rows.length === batch.length, 'every attempt is answered');
    return rows as unknown as readonly Row[];
  }
}
