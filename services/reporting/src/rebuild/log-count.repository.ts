import { Inject, Injectable } from '@nestjs/common';
import { eventKinds } from '@tollgate/contracts';
import { Session } from '@tollgate/postgres';
import { CONFIG } from '@tollgate/service';
import type { Config } from '../config.js';
import type { LogCount } from './check-completeness.js';

const COUNT_MS = 600_000;
/** Of the types that this release knows: those of a later one are kept in the log, and passed over by whoever reads
 *  it. */
const countText = 'SELECT count(*), coalesce(max(position), 0) FROM order_log.events WHERE type = ANY ($1)';

/** Counts the log, apart from the way it is read: neither cursors, epochs nor transaction ids can mislead it. */
@Injectable()
export class LogCountRepository {
  private readonly session: Session;

  constructor(@Inject(CONFIG) { postgresUrl: connectionString }: Config) {
    const timeouts = { statementMs: COUNT_MS, queryMs: COUNT_MS + 10_000 };
    this.session = new Session({ connectionString, name: 'reporting rebuild count', timeouts });
  }

  /** All that is committed now. Takes as long as a scan of the log. Throws TransientError. */
  async count(): Promise<LogCount> {
    const [row] = await this.session.read({ text: countText, values: [Object.keys(eventKinds)] });
    return { events: BigInt(row?.[0] ?? 0), position: BigInt(row?.[1] ?? 0) };
  }

  close(): Promise<void> {
    return this.session.close();
  }
}
