import { Inject, Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { LOG, type Log } from '@tollgate/service';
import { DataSource } from 'typeorm';

const EVERY_MS = 10 * 60_000;
const ROWS_AT_ONCE = 2_000;
/** Longer than any limit looks back: see the settings. */
const KEPT_FOR = '25 hours';

export const purgeText = `WITH old AS (
  SELECT order_id FROM attempts WHERE attempted_at < now() - interval '${KEPT_FOR}' ORDER BY attempted_at LIMIT ${ROWS_AT_ONCE} FOR UPDATE SKIP LOCKED)
DELETE FROM attempts USING old WHERE attempts.order_id = old.order_id`;

/** What has expired on a list: it is told by the log for ever. */
export const purgeListsText = `WITH old AS (
  SELECT id FROM list_entries WHERE expires_at < now() - interval '${KEPT_FOR}' ORDER BY expires_at LIMIT ${ROWS_AT_ONCE} FOR UPDATE SKIP LOCKED)
DELETE FROM list_entries USING old WHERE list_entries.id = old.id`;

/** Forgets attempts that no limit looks at any more, and entries of lists that have expired, a few at a time, so that nobody waits for it. */
@Injectable()
export class PurgeAttemptsHandler implements OnApplicationBootstrap, OnApplicationShutdown {
  private timer: NodeJS.Timeout | undefined;
  private isStopped = false;

  constructor(
    private readonly database: DataSource,
    @Inject(LOG) private readonly log: Log,
  ) {}

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => {
      this.purge().catch((error: unknown) => this.log.warn({ error }, 'old attempts could not be forgotten yet'));
    }, EVERY_MS).unref();
  }

  onApplicationShutdown(): void {
    this.isStopped = true;
    clearInterval(this.timer);
  }

  /** Answers how many were forgotten. */
  async purge(): Promise<number> {
    return (await this.purgeBy(purgeText)) + (await this.purgeBy(purgeListsText));
  }

  private async purgeBy(text: string): Promise<number> {
    for (let all = 0; ; ) {
      const [, count] = (await this.database.query(text)) as [unknown, number];
      all += count;
      if (count < ROWS_AT_ONCE || this.isStopped) return all;
    }
  }
}
