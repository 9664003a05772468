import { Injectable } from '@nestjs/common';
import { queryRows } from '@tollgate/postgres';
import { DataSource } from 'typeorm';
import { WEBHOOKS } from './webhook.js';

/** Nothing waits longer, not even between the last tries. */
const TOO_LATE = `now() + interval '5 hours'`;

/** One statement: what is due too late, the pauses of endpoints that end too late, and the work that sends to these endpoints. */
const MEND = `WITH put_off AS (
    UPDATE webhook_deliveries d SET next_at = now()
    FROM webhook_endpoints w WHERE d.endpoint = w.id AND d.status = 'pending' AND d.next_at > ${TOO_LATE} RETURNING d.endpoint),
  paused AS (UPDATE webhook_endpoints SET paused_until = now() WHERE paused_until > ${TOO_LATE} RETURNING id)
  UPDATE due_work SET due_at = now() WHERE kind = $1
    AND (due_at > ${TOO_LATE} OR key IN (SELECT endpoint::text FROM put_off UNION ALL SELECT id::text FROM paused))
  RETURNING key`;

/** What a replica put off whose clock ran ahead, by the database's clock. Without it webhooks of a replica that was a day ahead for some seconds
 *  would come a day later. */
@Injectable()
export class ClockSlips {
  constructor(private readonly database: DataSource) {}

  /** All of it is due now. Answers of how many endpoints. */
  async mend(): Promise<number> {
    return (await queryRows(this.database, MEND, [WEBHOOKS])).length;
  }
}
