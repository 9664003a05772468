import { setTimeout as sleep } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { eventKinds } from '@tollgate/contracts';
import { TransientError } from '@tollgate/errors';
import { BEGINNING, liesBefore } from '@tollgate/order-log';
import { queryRows } from '@tollgate/postgres';
import { DataSource } from 'typeorm';

/** In the normal course the read models are a poll and a page behind the log. */
const PATIENCE_MS = 5_000;
const LOOK_MS = 50;

/** Of the types that this release knows: those of a later one are passed over. */
const headText = `SELECT epoch || '.' || xid || '.' || position AS cursor FROM order_log.events WHERE type = ANY ($1)
  ORDER BY epoch DESC, xid DESC, position DESC LIMIT 1`;
const reachedText = `SELECT cursor FROM progress WHERE state = 'live'`;

/** How far the read models that are shown have come in the log. */
@Injectable()
export class LogReach {
  constructor(private readonly database: DataSource) {}

  /** Resolves once they hold what was in the log at the call: a file that is made of them leaves nothing out, neither right after an
   *  order nor while they are filled anew. Throws TransientError where they are behind for longer. */
  async caughtUp(): Promise<void> {
    const head = await this.cursorOf(headText, [Object.keys(eventKinds)]);
    const untilMs = performance.now() + PATIENCE_MS;
    while (liesBefore(await this.cursorOf(reachedText), head)) {
      if (performance.now() > untilMs) throw new TransientError('the read models are behind the log');
      await sleep(LOOK_MS);
    }
  }

  private async cursorOf(text: string, values: unknown[] = []): Promise<string> {
    const [row] = await queryRows<{ readonly cursor: string }>(this.database, text, values);
    return row?.cursor || BEGINNING;
  }
}
