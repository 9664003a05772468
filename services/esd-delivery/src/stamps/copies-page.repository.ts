import { Injectable } from '@nestjs/common';
import { DomainError } from '@tollgate/errors';
import { Sql } from '../database/sql.repository.js';

/** What a copy is called where its merchant reads of it. */
export const toldStates = { waiting: 'due', ready: 'made', failed: 'failed' } as const;
export type ToldState = keyof typeof toldStates;

export interface CopiesWanted {
  readonly merchant: string;
  readonly mode: string;
  /** uuid; empty: of all orders. */
  readonly order: string;
  /** Empty: all of them. */
  readonly state: string;
  readonly limit: number;
  /** The cursor that the page before ended with. */
  readonly cursor: string;
}

export interface ToldCopy {
  /** uuid */
  readonly order: string;
  readonly sku: string;
  /** Of the file. */
  readonly name: string;
  readonly state: ToldState;
  /** Why it could not be made. */
  readonly code: string;
  readonly tries: number;
  readonly changedAt: Date;
}

interface CopyRow extends ToldCopy {
  readonly cursor: string;
}

/** The buyers' copies as their merchant reads of them, the newest change first. */
@Injectable()
export class CopiesPages {
  constructor(private readonly sql: Sql) {}

  /** Throws DomainError `invalid_cursor`. */
  async page({
    merchant,
    mode,
    order,
    state,
    limit,
    cursor,
  }: CopiesWanted): Promise<{ copies: readonly ToldCopy[]; nextCursor: string }> {
    const states = isTold(state) ? [toldStates[state]] : Object.values(toldStates);
    const after = cursor === '' ? [null, null, null, null] : placeOf(cursor);
    const rows = await this.sql.query<CopyRow>(selectPage, [
      merchant,
      mode,
      states,
      order === '' ? null : order,
      limit + 1,
      ...after,
    ]);
    const copies = rows.slice(0, limit);
    return { copies, nextCursor: rows.length > limit ? (copies.at(-1)?.cursor ?? '') : '' };
  }
}

const isTold = (state: string): state is ToldState => Object.hasOwn(toldStates, state);

const cursorForm = /^(\d{1,18})~([0-9a-f-]{36})~(\d{1,5})~([0-9a-f]{32})$/;

const placeOf = (cursor: string): readonly string[] => {
  const place = cursorForm.exec(cursor)?.slice(1);
  if (place === undefined) throw new DomainError('invalid_cursor', 'cursor');
  return place;
};

const changed = `(extract(epoch FROM changed_at) * 1000000)::bigint`;

const selectPage = `
  SELECT order_id AS "order", sku, name, coalesce(code, '') AS code, tries, changed_at AS "changedAt",
    CASE state WHEN 'due' THEN 'waiting' WHEN 'made' THEN 'ready' ELSE state END AS state,
    ${changed} || '~' || order_id || '~' || entitlement_index || '~' || md5(content) AS cursor
  FROM stamped_copies
  WHERE merchant = $1 AND mode = $2 AND state = ANY ($3::text[]) AND ($4::uuid IS NULL OR order_id = $4)
    AND ($6::bigint IS NULL OR (${changed}, order_id, entitlement_index, md5(content)) < ($6::bigint, $7::uuid, $8::smallint, $9::text))
  ORDER BY ${changed} DESC, order_id DESC, entitlement_index DESC, md5(content) DESC LIMIT $5`;
