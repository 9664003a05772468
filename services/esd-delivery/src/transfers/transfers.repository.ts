import { Injectable } from '@nestjs/common';
import { newId } from '@tollgate/crypto';
import { Sql } from '../database/sql.repository.js';
import { admitTransfer } from './admit-transfer.js';
import { isProvenBy } from './prove-transfer.js';
import type { ByteRange } from './select-bytes.js';

/** The entitlement a transfer is for. */
export interface TransferOf {
  /** uuid */
  readonly entitlement: string;
  readonly order: string;
  readonly index: number;
  readonly generation: number;
  readonly sizeBytes: number;
}

export interface EndedTransfer {
  /** The first byte that was not sent. */
  readonly sentTo: number;
  /** Sent since the last `progress`. */
  readonly newBytes: number;
}

/** A file that arrived whole, and is not yet in the order event log. */
export interface CoveredEntitlement {
  readonly id: string;
  readonly order: string;
  readonly index: number;
  readonly generation: number;
  /** Which complete download of the entitlement it is, from 0. */
  readonly round: number;
  readonly sentBytes: number;
}

interface TransferRow {
  readonly id: string;
  readonly firstByte: string;
  readonly endByte: string;
  readonly sentTo: string;
  readonly state: 'running' | 'broken' | 'silent';
}

/** Unproven transfers kept of one entitlement; an older one is forgotten, which only under-counts. */
const maxUnproven = 128;

/** What was sent of each file, and what of it arrived: shared by all replicas. Their limits are counted here, so that 16 parallel transfers
 *  are 16 in all; a replica that dies takes its transfers out of the count after 15 s. */
@Injectable()
export class TransferRepository {
  constructor(private readonly sql: Sql) {}

  /** Enters a transfer; answers its id. What its first byte proves of earlier ones is added to what arrived. Throws the
   *  DomainErrors of `admitTransfer`. */
  begin(of: TransferOf, range: ByteRange): Promise<string> {
    return this.sql.transaction(async (query) => {
      const [entitlement] = await query<{ sent_bytes: string }>(lockEntitlement, [
        of.entitlement,
        of.order,
        of.index,
        of.generation,
        of.sizeBytes,
      ]);
      const rows = await query<TransferRow>(selectTransfers, [of.entitlement, of.generation]);
      const runningCount = rows.filter(({ state }) => state === 'running').length;
      const sentBytes = Number(entitlement?.sent_bytes ?? 0);
      admitTransfer({ sizeBytes: of.sizeBytes, runningCount, sentBytes }, range.endByte - range.firstByte);
      await this.prove(query, { of, rows, startByte: range.firstByte });
      if (rows.length - runningCount > maxUnproven) await query(forgetOldest, [of.entitlement]);
      const id = newId();
      await query(insertTransfer, [id, of.entitlement, of.generation, range.firstByte, range.endByte]);
      return id;
    });
  }

  /** A running transfer got so far. A crash from here on under-counts by what is sent until the next call. */
  async progress(id: string, { sentTo, newBytes }: EndedTransfer): Promise<void> {
    await this.sql.query(saveProgress, [id, sentTo, newBytes, 'running']);
  }

  /** The client took every byte. Answers the entitlement when its file is whole by this. */
  async arrived(id: string, { sentTo, newBytes }: EndedTransfer): Promise<CoveredEntitlement | undefined> {
    const [covered] = await this.sql.query<CoveredRow>(addCoverage, [id, sentTo, newBytes]);
    return covered?.isCovered ? coveredOf(covered) : undefined;
  }

  /** It ended with an error, too early, or (silent) whole but without any word of the client. */
  async ended(id: string, state: 'broken' | 'silent', { sentTo, newBytes }: EndedTransfer): Promise<void> {
    await this.sql.query(saveProgress, [id, sentTo, newBytes, state]);
    await this.sql.query('DELETE FROM transfers WHERE id = $1 AND sent_to <= first_byte', [id]);
  }

  /** It never began. */
  async withdrawn(id: string): Promise<void> {
    await this.sql.query('DELETE FROM transfers WHERE id = $1', [id]);
  }

  /** The event log has it. Where the customer may fetch the file once more, what arrived is counted anew. */
  async recorded(entitlement: string, { round, isLast }: { readonly round: number; readonly isLast: boolean }): Promise<void> {
    await this.sql.query(isLast ? markRecorded : beginNextRound, [entitlement, round]);
  }

  /** What a crash kept from the log: whole for longer than it takes to record it. */
  async unrecorded(): Promise<readonly CoveredEntitlement[]> {
    const rows = await this.sql.query<CoveredRow>(
      `SELECT ${coveredColumns} FROM entitlements e
       WHERE covered_at IS NOT NULL AND recorded_at IS NULL AND covered_at < now() - INTERVAL '5 seconds' ORDER BY covered_at LIMIT 100`,
    );
    return rows.map(coveredOf);
  }

  private async prove(query: Sql['query'], { of, rows, startByte }: Proof): Promise<void> {
    const proven = rows.filter(
      ({ firstByte, endByte, sentTo, state }) =>
        state !== 'running' &&
        isProvenBy(
          { firstByte: Number(firstByte), endByte: Number(endByte), sentTo: Number(sentTo), isSilent: state === 'silent' },
          startByte,
        ),
    );
    if (proven.length === 0) return;
    const firstByte = Math.min(...proven.map((row) => Number(row.firstByte)));
    const ids = proven.map(({ id }) => id);
    await query('DELETE FROM transfers WHERE id = ANY($1::uuid[]) AND sent_to <= $2', [ids, startByte]);
    await query(`UPDATE transfers SET first_byte = $2, state = 'broken' WHERE id = ANY($1::uuid[])`, [ids, startByte]);
    await query('UPDATE entitlements SET covered = covered + int8multirange(int8range($2, $3)) WHERE id = $1', [
      of.entitlement,
      firstByte,
      startByte,
    ]);
  }
}

interface Proof {
  readonly of: TransferOf;
  readonly rows: readonly TransferRow[];
  readonly startByte: number;
}

interface CoveredRow {
  readonly id: string;
  readonly order: string;
  readonly index: number;
  readonly generation: number;
  readonly round: number;
  readonly sentBytes: string;
  readonly isCovered: boolean;
}

const coveredOf = ({ id, order, index, generation, round, sentBytes }: CoveredRow): CoveredEntitlement => ({
  id,
  order,
  index,
  generation,
  round,
  sentBytes: Number(sentBytes),
});

const coveredColumns = `e.id, e.order_id AS "order", e.entitlement_index AS "index", e.generation, e.round, e.sent_bytes AS "sentBytes",
  e.covered_at IS NOT NULL AS "isCovered"`;

const markRecorded = 'UPDATE entitlements SET recorded_at = now() WHERE id = $1 AND round = $2';
const beginNextRound = `UPDATE entitlements SET round = round + 1, covered = '{}', covered_at = NULL, recorded_at = NULL, sent_bytes = 0
  WHERE id = $1 AND round = $2`;

/** Makes the row, begins it anew for a re-issued link, and locks it either way. */
const lockEntitlement = `
  INSERT INTO entitlements AS e (id, order_id, entitlement_index, generation, size_bytes) VALUES ($1, $2, $3, $4, $5)
  ON CONFLICT (id) DO UPDATE SET
    generation = excluded.generation,
    covered = CASE WHEN e.generation = excluded.generation THEN e.covered ELSE '{}' END,
    sent_bytes = CASE WHEN e.generation = excluded.generation THEN e.sent_bytes ELSE 0 END,
    covered_at = CASE WHEN e.generation = excluded.generation THEN e.covered_at END,
    recorded_at = CASE WHEN e.generation = excluded.generation THEN e.recorded_at END
  RETURNING sent_bytes`;

const selectTransfers = `
  SELECT id, first_byte AS "firstByte", end_byte AS "endByte", sent_to AS "sentTo",
    CASE WHEN state = 'running' AND seen_at < now() - INTERVAL '15 seconds' THEN 'broken' ELSE state END AS state
  FROM transfers WHERE entitlement_id = $1 AND generation = $2`;

const insertTransfer = `
  INSERT INTO transfers (id, entitlement_id, generation, first_byte, end_byte, sent_to, state)
  VALUES ($1, $2, $3, $4::bigint, $5, $4::bigint, 'running')`;

const forgetOldest = `
  DELETE FROM transfers WHERE id = (
    SELECT id FROM transfers WHERE entitlement_id = $1 AND state <> 'running' ORDER BY seen_at LIMIT 1)`;

const saveProgress = `
  WITH transfer AS (
    UPDATE transfers SET sent_to = $2, state = $4, seen_at = now() WHERE id = $1 RETURNING entitlement_id, generation)
  UPDATE entitlements e SET sent_bytes = e.sent_bytes + $3
  FROM transfer t WHERE e.id = t.entitlement_id AND e.generation = t.generation`;

const addCoverage = `
  WITH transfer AS (DELETE FROM transfers WHERE id = $1 RETURNING entitlement_id, generation, first_byte)
  UPDATE entitlements e SET
    covered = e.covered + int8multirange(int8range(t.first_byte, $2::bigint)),
    sent_bytes = e.sent_bytes + $3,
    covered_at = CASE
      WHEN e.covered + int8multirange(int8range(t.first_byte, $2::bigint)) @> int8range(0, e.size_bytes) THEN coalesce(e.covered_at, now())
      ELSE e.covered_at END
  FROM transfer t WHERE e.id = t.entitlement_id AND e.generation = t.generation
  RETURNING ${coveredColumns}`;
