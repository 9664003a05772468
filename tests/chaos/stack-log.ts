import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';

/** The event log of a stack, read past the fault proxies. */
export class StackLog {
  private readonly db: pg.Pool;

  constructor(postgresUrl: string) {
    this.db = new pg.Pool({ connectionString: postgresUrl, max: 3, connectionTimeoutMillis: 2_000, query_timeout: 10_000 });
    this.db.on('error', () => undefined); // Postgres was ended; the next query connects anew
  }

  async rows<T extends pg.QueryResultRow>(sql: string, values: readonly unknown[] = []): Promise<readonly T[]> {
    return (await this.db.query<T>(sql, [...values])).rows;
  }

  /** The same, for as long as Postgres is away. */
  async rowsInTime<T extends pg.QueryResultRow>(
    sql: string,
    values: readonly unknown[],
    withinMs: number,
  ): Promise<readonly T[]> {
    const deadline = performance.now() + withinMs;
    for (;;) {
      try {
        return await this.rows<T>(sql, values);
      } catch (error) {
        if (performance.now() > deadline) throw error;
        await sleep(200);
      }
    }
  }

  close(): Promise<void> {
    return this.db.end();
  }
}
