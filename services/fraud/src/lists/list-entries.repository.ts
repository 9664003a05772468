import { Injectable } from '@nestjs/common';
import { queryRows } from '@tollgate/postgres';
import { DataSource } from 'typeorm';
import { listKey } from '../assess/attempt-keys.repository.js';
import { pageOf, placeOf } from '../paging/page-place.js';
import type { ListEntry, ListEntryHistory } from './list-entry.js';

/** A list, of which a page is asked. */
export interface ListScope {
  readonly merchant: string;
  readonly mode: 'test' | 'live';
  readonly list: string;
}

export interface PageWish extends ListScope {
  /** Empty for all. */
  readonly kind: string;
  readonly limit: number;
  /** Empty for the first page. */
  readonly cursor: string;
  readonly now: Date;
}

export interface ListPage {
  readonly entries: readonly ListEntry[];
  /** Empty where nothing follows. */
  readonly nextCursor: string;
}

interface Row {
  readonly id: string;
  readonly list: ListEntry['list'];
  readonly kind: ListEntry['kind'];
  readonly label: string;
  readonly reason: string;
  readonly order_id: string | null;
  readonly added_at: Date;
  readonly added_by: string;
  readonly expires_at: Date | null;
}

const putText = `
INSERT INTO list_entries (id, key, merchant, mode, list, kind, label, reason, order_id, added_at, added_by, expires_at, is_listed, version)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)
ON CONFLICT (id) DO UPDATE SET label = excluded.label, reason = excluded.reason, order_id = excluded.order_id, added_at = excluded.added_at,
  added_by = excluded.added_by, expires_at = excluded.expires_at, is_listed = excluded.is_listed, version = excluded.version
WHERE list_entries.version < excluded.version`;

const pageText = `
SELECT id, list, kind, label, reason, order_id, added_at, added_by, expires_at FROM list_entries
WHERE merchant = $1 AND mode = $2 AND list = $3 AND is_listed AND ($4 = '' OR kind = $4) AND (expires_at IS NULL OR expires_at > $5)
  AND ($6::timestamptz IS NULL OR (added_at, id) < ($6, $7::uuid))
ORDER BY added_at DESC, id DESC LIMIT $8`;

const countText = `
SELECT count(*)::int AS count FROM (SELECT FROM list_entries WHERE merchant = $1 AND mode = $2 AND list = $3 AND is_listed LIMIT $4) AS counted`;

const blockedText = `
SELECT DISTINCT kind FROM list_entries WHERE key = ANY($1::bigint[]) AND merchant = $2 AND mode = $3 AND list = 'block' AND is_listed
  AND (expires_at IS NULL OR expires_at > $4) ORDER BY kind`;

const entryOf = (row: Row, { merchant, mode }: ListScope): ListEntry => ({
  id: row.id,
  merchant,
  mode,
  list: row.list,
  kind: row.kind,
  name: '',
  label: row.label,
  reason: row.reason,
  order: row.order_id ?? '',
  addedAt: row.added_at.toISOString(),
  addedBy: row.added_by,
  expiresAt: row.expires_at?.toISOString() ?? '',
});

/** Entries as orders and pages find them. What they are is told by their events. */
@Injectable()
export class ListEntriesRepository {
  constructor(private readonly database: DataSource) {}

  /** As its events tell it; nothing where a newer version is there, or it was never listed. */
  async put({ entry, isListed, version }: ListEntryHistory): Promise<void> {
    if (entry === undefined) return;
    const { id, merchant, mode, list, kind, name, label, reason, order, addedAt, addedBy, expiresAt } = entry;
    const what = [id, listKey(entry, kind, name), merchant, mode, list, kind, label, reason, order || null];
    await queryRows(this.database, putText, [...what, addedAt, addedBy, expiresAt || null, isListed, version]);
  }

  /** What is in force, newest first. Throws DomainError `invalid_cursor`. */
  async page(wish: PageWish): Promise<ListPage> {
    const { merchant, mode, list, kind, limit, cursor, now } = wish;
    const after = placeOf(cursor);
    const values = [merchant, mode, list, kind, now, after?.time ?? null, after?.id ?? null, limit + 1];
    const rows = await queryRows<Row>(this.database, pageText, values);
    const { page, nextCursor } = pageOf(rows, limit, (row) => ({ time: row.added_at.toISOString(), id: row.id }));
    return { entries: page.map((row) => entryOf(row, wish)), nextCursor };
  }

  /** The kinds of which the merchant blocks one of these keys (`listKey`). */
  async blocked({ merchant, mode }: ListScope, keys: readonly string[], now: Date): Promise<readonly ListEntry['kind'][]> {
    const rows = await queryRows<Pick<Row, 'kind'>>(this.database, blockedText, [keys, merchant, mode, now]);
    return rows.map(({ kind }) => kind);
  }

  /** How many a list has, of no more than `atMost`. */
  async count({ merchant, mode, list }: ListScope, atMost: number): Promise<number> {
    const [row] = await queryRows<{ count: number }>(this.database, countText, [merchant, mode, list, atMost]);
    return row?.count ?? 0;
  }
}
