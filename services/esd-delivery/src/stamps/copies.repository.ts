import { Inject, Injectable } from '@nestjs/common';
import { create, type PinnedFile, PinnedFileSchema } from '@tollgate/contracts';
import type { Clock } from '@tollgate/errors';
import { PostgresDueWork } from '@tollgate/postgres';
import { CLOCK } from '@tollgate/service';
import { Sql } from '../database/sql.repository.js';
import type { WrittenObject } from '../objects/objects.store.js';

/** Due work: `<order>/<index>` is to be made; of `<order>` everything is removed that is over. */
export const makeCopies = 'stamp';
export const endCopies = 'stamp_end';

/** What names a copy. */
export interface CopyKey {
  readonly order: string;
  readonly index: number;
  readonly content: string;
}

export interface WantedCopy extends CopyKey {
  readonly merchant: string;
  /** Of the order; empty where a former release wanted it. */
  readonly mode: string;
  readonly sku: string;
  /** Of the file. */
  readonly name: string;
}

export interface Copy extends WantedCopy {
  readonly state: 'due' | 'made' | 'failed' | 'removed';
  /** Why it could not be made. */
  readonly code: string | null;
  readonly objectKey: string | null;
  readonly sizeBytes: string | null;
  readonly sha256: string | null;
  readonly changedAt: Date;
}

export type CopiedFile = Pick<WantedCopy, 'merchant' | 'sku' | 'name'>;

export interface CopyCounts {
  readonly waiting: number;
  readonly ready: number;
  readonly failed: number;
}

const maxFailuresTold = 20;

/** The buyers' copies, shared by all replicas. */
@Injectable()
export class StampedCopies {
  @Inject(CLOCK) private readonly clock!: Clock;

  constructor(
    private readonly sql: Sql,
    private readonly dueWork: PostgresDueWork,
  ) {}

  /** Has copies made that are neither there nor under way, also those that could not be made before. First the end, then what is to end: a crash
   *  between leaves nothing behind. */
  async want(copies: readonly WantedCopy[], endsAt: Date): Promise<void> {
    for (const { order, index, content, merchant, sku, name, mode } of copies) {
      await this.endAt(order, endsAt);
      await this.sql.query(wantCopy, [order, index, content, merchant, sku, name, mode]);
      await this.dueWork.schedule({ kind: makeCopies, key: `${order}/${index}`, dueAt: this.clock.now() });
    }
  }

  /** Looks at once whether anything of the order is over, where it has any copies: also such as no order pinned. */
  async endSoon(order: string): Promise<void> {
    if (
      (await this.sql.query(`SELECT FROM stamped_copies WHERE order_id = $1 AND state <> 'removed' LIMIT 1`, [order])).length > 0
    )
      await this.endAt(order, this.clock.now());
  }

  endAt(order: string, dueAt: Date): Promise<void> {
    return this.dueWork.schedule({ kind: endCopies, key: order, dueAt });
  }

  of(order: string): Promise<readonly Copy[]> {
    return this.sql.query<Copy>(`${selectCopies} WHERE order_id = $1 ORDER BY entitlement_index, content`, [order]);
  }

  async find({ order, index, content }: CopyKey): Promise<Copy | undefined> {
    const where = 'WHERE order_id = $1 AND entitlement_index = $2 AND content = $3';
    const [row] = await this.sql.query<Copy>(`${selectCopies} ${where}`, [order, index, content]);
    return row;
  }

  /** Its making begins, once more perhaps. */
  async begun({ order, index, content, mode }: CopyKey & Pick<WantedCopy, 'mode'>): Promise<void> {
    await this.sql.query(copyBegun, [order, index, content, mode]);
  }

  /** Answers whether it was still wanted: else the object is whoever's made it to remove. */
  async made(key: CopyKey, objectKey: string, { sizeBytes, sha256 }: WrittenObject): Promise<boolean> {
    const values = [key.order, key.index, key.content, objectKey, sizeBytes, sha256];
    return (await this.sql.query(copyMade, values)).length > 0;
  }

  /** Answers how often that happened. */
  async brokeOff({ order, index, content }: CopyKey): Promise<number> {
    return (await this.sql.query<{ times: number }>(copyBrokeOff, [order, index, content]))[0]?.times ?? 0;
  }

  async failed({ order, index, content }: CopyKey, code: string): Promise<void> {
    await this.sql.query(copyFailed, [order, index, content, code]);
  }

  /** Its object is gone: it is wanted as if it had never been made. Answers whether it was the one that was. */
  async lost(order: string, index: number, objectKey: string): Promise<boolean> {
    const isLost = (await this.sql.query(copyLost, [order, index, objectKey])).length > 0;
    if (isLost) await this.dueWork.schedule({ kind: makeCopies, key: `${order}/${index}`, dueAt: this.clock.now() });
    return isLost;
  }

  /** Nothing of it is handed out from now on. */
  async remove(order: string, index: number): Promise<void> {
    await this.sql.query(removeCopies, [order, index]);
  }

  /** What could not be made of another content is wanted no more: its link serves this one. */
  async supersede({ order, index, content }: CopyKey): Promise<void> {
    await this.sql.query(supersedeCopies, [order, index, content]);
  }

  /** Whatever was removed of the order is known no more. */
  async forget(order: string): Promise<void> {
    await this.sql.query(`DELETE FROM stamped_copies WHERE order_id = $1 AND state = 'removed'`, [order]);
  }

  /** Whether bytes of the entitlement are being sent. */
  async isBeingSent(entitlement: string): Promise<boolean> {
    const seen = `seen_at > now() - INTERVAL '15 seconds'`;
    const sent = `SELECT FROM transfers WHERE entitlement_id = $1 AND state = 'running' AND ${seen} LIMIT 1`;
    return (await this.sql.query(sent, [entitlement])).length > 0;
  }

  async counts({ merchant, sku, name }: CopiedFile): Promise<CopyCounts> {
    const [row] = await this.sql.query<CopyCounts>(countCopies, [merchant, sku, name]);
    return row ?? { waiting: 0, ready: 0, failed: 0 };
  }

  /** What buyers of the file were sold a copy with, and may still fetch, by the content of the newest; undefined: nobody may. */
  async owed({ merchant, sku, name }: CopiedFile): Promise<string | undefined> {
    const where = `WHERE merchant = $1 AND sku = $2 AND name = $3 AND state <> 'removed'`;
    return (await this.sql.query<Copy>(`${selectCopies} ${where} ORDER BY changed_at DESC LIMIT 1`, [merchant, sku, name]))[0]
      ?.content;
  }

  /** The newest of those that could not be made. */
  failures({ merchant, sku, name }: CopiedFile): Promise<readonly Copy[]> {
    const where = `WHERE merchant = $1 AND sku = $2 AND name = $3 AND state = 'failed'`;
    return this.sql.query<Copy>(`${selectCopies} ${where} ORDER BY changed_at DESC LIMIT ${maxFailuresTold}`, [
      merchant,
      sku,
      name,
    ]);
  }
}

/** A copy as it is sent; undefined for one that is not there. */
export const copiedFile = ({ name, objectKey, sizeBytes, sha256 }: Copy): PinnedFile | undefined =>
  sizeBytes === null || sha256 === null
    ? undefined
    : create(PinnedFileSchema, { name, objectKey: objectKey ?? '', sizeBytes: BigInt(sizeBytes), sha256 });

const selectCopies = `
  SELECT order_id AS "order", entitlement_index AS "index", content, merchant, mode, sku, name, state, code, object_key AS "objectKey",
    size_bytes AS "sizeBytes", sha256, changed_at AS "changedAt"
  FROM stamped_copies`;

const wantCopy = `
  INSERT INTO stamped_copies AS c (order_id, entitlement_index, content, merchant, sku, name, mode) VALUES ($1, $2, $3, $4, $5, $6, $7)
  ON CONFLICT (order_id, entitlement_index, content) DO UPDATE
  SET state = 'due', code = NULL, object_key = NULL, size_bytes = NULL, sha256 = NULL, broke_off = 0, changed_at = now()
  WHERE c.state IN ('failed', 'removed')`;

const copyBegun = `
  UPDATE stamped_copies SET tries = tries + 1, mode = $4
  WHERE order_id = $1 AND entitlement_index = $2 AND content = $3 AND state = 'due'`;

const copyMade = `
  UPDATE stamped_copies SET state = 'made', code = NULL, object_key = $4, size_bytes = $5, sha256 = $6, changed_at = now()
  WHERE order_id = $1 AND entitlement_index = $2 AND content = $3 AND state = 'due' RETURNING order_id`;

const copyLost = `
  UPDATE stamped_copies SET state = 'due', object_key = NULL, size_bytes = NULL, sha256 = NULL, broke_off = 0, changed_at = now()
  WHERE order_id = $1 AND entitlement_index = $2 AND object_key = $3 AND state = 'made' RETURNING order_id`;

const copyBrokeOff = `
  UPDATE stamped_copies SET broke_off = broke_off + 1
  WHERE order_id = $1 AND entitlement_index = $2 AND content = $3 AND state = 'due' RETURNING broke_off AS times`;

const copyFailed = `
  UPDATE stamped_copies SET state = 'failed', code = $4, changed_at = now()
  WHERE order_id = $1 AND entitlement_index = $2 AND content = $3 AND state = 'due'`;

const removeCopies = `
  UPDATE stamped_copies SET state = 'removed', object_key = NULL, changed_at = now()
  WHERE order_id = $1 AND entitlement_index = $2 AND state <> 'removed'`;

const supersedeCopies = `
  UPDATE stamped_copies SET state = 'removed', changed_at = now()
  WHERE order_id = $1 AND entitlement_index = $2 AND content <> $3 AND state = 'failed'`;

const countCopies = `
  SELECT count(*) FILTER (WHERE state = 'due')::int AS waiting, count(*) FILTER (WHERE state = 'made')::int AS ready,
    count(*) FILTER (WHERE state = 'failed')::int AS failed
  FROM stamped_copies WHERE merchant = $1 AND sku = $2 AND name = $3 AND state <> 'removed'`;
