import { Injectable } from '@nestjs/common';
import { queryRows } from '@tollgate/postgres';
import { DataSource } from 'typeorm';
import type { Caller } from '../api-keys/api-keys.repository.js';
import { cursorOf, placeOf, type QueuePlace } from './queue-cursor.js';

export interface WaitingApproval {
  /** uuid of the command whose event asks for the approval. */
  readonly command: string;
  /** uuid */
  readonly order: string;
  /** RFC 3339 */
  readonly until: string;
}

export interface QueueEntry extends WaitingApproval {
  /** It has been here for a minute: whatever its command appended is in the log by now. */
  readonly isSettled: boolean;
  /** Who asked for it. */
  readonly by: string;
}

/** How many are in the queue, and how many of them somebody else asked for. */
export interface QueueCount {
  readonly waiting: number;
  readonly ofOthers: number;
}

interface Row {
  readonly command: string;
  readonly order_id: string;
  readonly until: Date;
  readonly is_settled: boolean;
  readonly requested_by: string;
}

// What expired a month ago is nobody's any more.
const addText = `
WITH gone AS (DELETE FROM waiting_approvals WHERE until < now() - interval '30 days')
INSERT INTO waiting_approvals (command, order_id, merchant, mode, requested_by, until) VALUES ($1, $2, $3, $4, $5, $6)
ON CONFLICT (command) DO UPDATE SET until = excluded.until`;
const removeText = 'DELETE FROM waiting_approvals WHERE command = ANY($1::uuid[])';
const pageText = `
SELECT command, order_id, until, added_at < now() - interval '1 minute' AS is_settled, requested_by FROM waiting_approvals
WHERE merchant = $1 AND mode = $2 AND until > $3 AND ($4::timestamptz IS NULL OR (until, command) > ($4, $5::uuid))
ORDER BY until, command LIMIT $6`;
const countText = `
SELECT count(*)::int AS waiting, (count(*) FILTER (WHERE requested_by <> $4))::int AS others FROM waiting_approvals
WHERE merchant = $1 AND mode = $2 AND until > $3`;

/** The queue of refunds that wait for a second person. One is in it before it is asked for, and for a moment after it was resolved: the log says
 *  what it is. */
@Injectable()
export class WaitingApprovals {
  constructor(private readonly database: DataSource) {}

  async add({ merchant, mode, actor }: Caller, { command, order, until }: WaitingApproval): Promise<void> {
    await queryRows(this.database, addText, [command, order, merchant, mode, actor, until]);
  }

  async remove(commands: readonly string[]): Promise<void> {
    if (commands.length > 0) await queryRows(this.database, removeText, [commands]);
  }

  /** Those whose time is not over, oldest deadline first. Throws DomainError `invalid_cursor`. */
  async page({ merchant, mode }: Caller, { limit, cursor, now }: { limit: number; cursor: string; now: Date }) {
    const after = placeOf(cursor);
    const values = [merchant, mode, now, after?.until ?? null, after?.command ?? null, limit + 1];
    const rows = await queryRows<Row>(this.database, pageText, values);
    const entries = rows.slice(0, limit).map(entryOf);
    const last: QueuePlace | undefined = entries.at(-1);
    return { entries, nextCursor: rows.length > limit && last !== undefined ? cursorOf(last) : null };
  }

  async count({ merchant, mode, actor }: Caller, now: Date): Promise<QueueCount> {
    const values = [merchant, mode, now, actor];
    const [counts] = await queryRows<{ waiting: number; others: number }>(this.database, countText, values);
    return { waiting: counts?.waiting ?? 0, ofOthers: counts?.others ?? 0 };
  }
}

const entryOf = ({ command, order_id, until, is_settled, requested_by }: Row): QueueEntry => ({
  command,
  order: order_id,
  until: until.toISOString(),
  isSettled: is_settled,
  by: requested_by,
});
