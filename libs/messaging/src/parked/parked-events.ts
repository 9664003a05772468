import type { RecordedEvent } from '@tollgate/contracts';
import { TransientError } from '@tollgate/errors';

/** Runs one statement in the service's own schema; TypeORM's DataSource and QueryRunner fit. */
export interface Sql {
  query(text: string, values?: unknown[]): Promise<unknown>;
}

export interface ParkedEvent {
  readonly eventId: string;
  readonly orderId: string;
  readonly type: string;
  readonly headerText: string;
  readonly dataText: string;
  readonly hash: string;
  readonly errorCode: string;
  readonly parkedAt: Date;
  readonly redrivenAt: Date | null;
}

/** The events this service could not handle, kept until somebody has mended the cause and drives them again. */
export class ParkedEvents {
  constructor(private readonly sql: Sql) {}

  /** Throws a TransientError when it cannot be stored: the event then comes again. Parked twice is parked once. */
  async park({ header, headerText, dataText, hash }: RecordedEvent, error: unknown): Promise<void> {
    const values = [header.id, header.subject.id, header.type, headerText, dataText, hash, errorCodeOf(error)];
    await this.run(
      `INSERT INTO parked_events (event_id, order_id, type, header, data, hash, error_code) VALUES ($1, $2, $3, $4, $5, $6, $7)
       ON CONFLICT (event_id) DO UPDATE SET error_code = excluded.error_code, parked_at = now(), redriven_at = NULL`,
      values,
    );
  }

  /** Newest first. */
  list(limit: number): Promise<readonly ParkedEvent[]> {
    return this.run(`${selectParked} WHERE redriven_at IS NULL ORDER BY parked_at DESC, event_id LIMIT $1`, [limit]);
  }

  async find(eventId: string): Promise<ParkedEvent | undefined> {
    const [found] = await this.run(`${selectParked} WHERE event_id = $1`, [eventId]);
    return found;
  }

  async markRedriven(eventId: string): Promise<void> {
    await this.run('UPDATE parked_events SET redriven_at = now() WHERE event_id = $1', [eventId]);
  }

  private async run(text: string, values: unknown[]): Promise<readonly ParkedEvent[]> {
    try {
      return (await this.sql.query(text, values)) as readonly ParkedEvent[];
    } catch (cause) {
      throw new TransientError('the parked events cannot be reached', { cause });
    }
  }
}

const selectParked = `SELECT event_id AS "eventId", order_id AS "orderId", type, header::text AS "headerText", data::text AS "dataText", hash,
  error_code AS "errorCode", parked_at AS "parkedAt", redriven_at AS "redrivenAt" FROM parked_events`;

/** A message may quote what must not be stored; the kind of error, and the place in our code, do not. */
export const errorCodeOf = (error: unknown): string => {
  if (!(error instanceof Error)) return 'defect';
  const code = 'code' in error && typeof error.code === 'string' ? `${error.name} ${error.code}` : error.name;
  const place = error.stack?.split('\n').find((line) => line.trimStart().startsWith('at '));
  return place === undefined ? code : `${code} ${place.trim()}`.slice(0, 200);
};

/** Every service that listens has this table, in its own schema. Header and data keep their exact bytes, as in the
 *  log. */
export class ParkedEventsTable1763900000000 {
  readonly name = 'ParkedEventsTable1763900000000';

  async up(runner: Sql): Promise<void> {
    await runner.query(`CREATE TABLE parked_events (
      event_id uuid PRIMARY KEY, order_id uuid NOT NULL, type text NOT NULL, header json NOT NULL, data json NOT NULL, hash text NOT NULL,
      error_code text NOT NULL, parked_at timestamptz NOT NULL DEFAULT now(), redriven_at timestamptz)`);
    await runner.query('CREATE INDEX parked_events_open ON parked_events (parked_at) WHERE redriven_at IS NULL');
  }

  async down(runner: Sql): Promise<void> {
    await runner.query('DROP TABLE parked_events');
  }
}
