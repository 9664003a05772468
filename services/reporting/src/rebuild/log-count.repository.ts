import { Inject, Injectable } from '@nestjs/common';
import { eventKinds } from '@tollgate/contracts';
import { Session, type Statement } from '@tollgate/postgres';
import { CONFIG } from '@tollgate/service';
import type { Config } from '../config.js';
import type { LogCount } from './check-completeness.js';

const COUNT_MS = 600_000;
/** By an index alone. */
const allText = 'SELECT count(*), coalesce(max(position), 0) FROM order_log.events';
/** Of the types that this release knows: those of a later one are kept in the log, and passed over by whoever reads it. A scan of the whole log. */
const knownText = `${allText} WHERE type = ANY ($1)`;

/** Counts the log, apart from the way it is read: neither cursors, epochs nor transaction ids can mislead it. */
@Injectable()
export class LogCountRepository {
  private readonly session: Session;

  constructor(@Inject(CONFIG) { postgresUrl: connectionString }: Config) {
    const timeouts = { statementMs: COUNT_MS, queryMs: COUNT_MS + 10_000 };
    this.session = new Session({ connectionString, name: 'reporting rebuild count', timeouts });
  }

  /** All that is committed now. As many events as were read are those that were: only where the log holds others, too, are they told apart by their
   *  types. Throws TransientError. */
  async count(readEvents: bigint): Promise<LogCount> {
    const all = await this.ask({ text: allText });
    return all.events === readEvents ? all : this.ask({ text: knownText, values: [Object.keys(eventKinds)] });
  }

  close(): Promise<void> {
    return this.session.close();
  }

  private async ask(statement: Statement): Promise<LogCount> {
    const [row] = await this.session.read(statement);
    return { events: BigInt(row?.[0] ?? 0), position: BigInt(row?.[1] ?? 0) };
  }
}
