import { Injectable } from '@nestjs/common';
import { type DeliverableForm, DeliverableFormSchema, decode, type PinnedFile } from '@tollgate/contracts';
import { entitlementId } from '@tollgate/download-link';
import { type Entitlement, type FileEntitlement, isFile, isStamped, type Order } from '@tollgate/order';
import { Sql } from '../database/sql.repository.js';
import type { Taken } from '../links/with-taken.js';
import { type Copy, copiedFile, StampedCopies } from '../stamps/copies.repository.js';
import { contentOf, withStampOf } from '../stamps/stamped-form.js';
import { isForgotten } from '../transfers/transfer-statements.data.js';
import type { KnownVersions } from './choose-version.js';

/** What is known of an order's downloads beside its log. */
export interface DownloadStates {
  /** Complete downloads that are decided, and perhaps not in the log yet. */
  readonly taken: readonly Taken[];
  /** Of the files that were asked for, by the ids of their entitlements. */
  readonly versions: ReadonlyMap<string, KnownVersions>;
}

/** Which version of its file a link may serve, and whether it was fetched: one statement for an order. */
@Injectable()
export class FileVersions {
  constructor(
    private readonly sql: Sql,
    private readonly copies: StampedCopies,
  ) {}

  /** Asked every time, as another replica may have begun one. What is chosen by it holds when the transfer begins, or is chosen again. A file that
   *  has a stamp still is one whose buyer's copy is not made yet. */
  async statesOf(order: Order, isWanted: (entitlement: Entitlement) => boolean): Promise<DownloadStates> {
    const asked = order.delivery.entitlements.map((entitlement) => askedOf(order, entitlement, isWanted));
    if (asked.length === 0) return { taken: [], versions: new Map() };
    const files = asked.map(({ file }) => file);
    const rows = await this.sql.query<StateRow>(selectStates, [
      order.merchant,
      asked.map(({ id }) => id),
      asked.map(({ entitlement }) => entitlement.generation),
      files.map((file) => file?.sku ?? null),
      files.map((file) => file?.form.value.name ?? null),
      files.map((file) => (file === undefined || isStamped(file.form.value) ? null : file.form.value.sha256)),
    ]);
    const known = asked.flatMap(({ id, file }) => {
      const row = rows.find((one) => one.id === id);
      return file === undefined || row === undefined ? [] : [{ id, file, content: row.content, versions: knownOf(file, row) }];
    });
    const copies = known.some(mayBeCopied) ? await this.copies.of(order.id) : [];
    const versions = new Map(known.map((one) => [one.id, withCopies(one, copies)]));
    return { taken: rows.filter(({ isTaken }) => isTaken), versions };
  }
}

interface Asked {
  readonly id: string;
  readonly entitlement: Entitlement;
  /** Where its versions are asked for. */
  readonly file: FileEntitlement | undefined;
}

const askedOf = ({ id: order }: Order, entitlement: Entitlement, isWanted: (one: Entitlement) => boolean): Asked => ({
  id: entitlementId(order, entitlement.index),
  entitlement,
  file: isFile(entitlement) && isWanted(entitlement) ? entitlement : undefined,
});

interface StateRow extends Taken {
  readonly isTaken: boolean;
  readonly former: readonly string[] | null;
  /** By its digest. */
  readonly lastContent: string | null;
  readonly content: string | null;
  /** Forms. */
  readonly begun: string | null;
  readonly newest: string | null;
  readonly isRunning: boolean;
}

const knownOf = ({ form: { value: pinned } }: FileEntitlement, row: StateRow): KnownVersions => {
  const newest = fileIn(row.newest);
  return {
    pinned,
    newest: newest && withStampOf(pinned, newest),
    begun: row.content === pinned.sha256 ? pinned : fileIn(row.begun),
    begunDigest: row.content ?? undefined,
    former: [...(row.former ?? []), ...(row.lastContent === null ? [] : [row.lastContent])],
    isRunning: row.isRunning,
  };
};

interface KnownFile {
  readonly file: FileEntitlement;
  /** Of which bytes were sent, by its digest. */
  readonly content: string | null;
  readonly versions: KnownVersions;
}

const mayBeCopied = ({ content, versions: { pinned, newest, begun } }: KnownFile): boolean =>
  isStamped(pinned) || (newest !== undefined && isStamped(newest)) || (content !== null && begun === undefined);

/** The buyer's copies in place of the files that have a stamp, where they lie ready; of what was downloaded also the one that was, which is told and
 *  not sent. */
const withCopies = ({ file: { index, isComplete }, content, versions }: KnownFile, all: readonly Copy[]): KnownVersions => {
  const own = all.filter((copy) => copy.index === index && (copy.state === 'made' || (isComplete && copy.state === 'removed')));
  const served = (file: PinnedFile): PinnedFile => {
    const copy = isStamped(file) ? own.find((one) => one.content === contentOf(file)) : undefined;
    return (copy && copiedFile(copy)) ?? file;
  };
  const { pinned, newest, begun } = versions;
  return {
    ...versions,
    pinned: served(pinned),
    newest: newest && served(newest),
    begun: begun ?? own.map(copiedFile).find((file) => file?.sha256 === content),
  };
};

const fileIn = (text: string | null): PinnedFile | undefined => {
  if (text === null) return undefined;
  const { form }: DeliverableForm = decode(DeliverableFormSchema, text);
  return form.case === 'file' ? form.value : undefined;
};

/** What a former release began is the version of the order. Of a link that was issued anew, what the former one completed is none of its own. */
const selectStates = `
  SELECT k.id, e.generation, e.round, coalesce(e.covered_at IS NOT NULL, false) AS "isTaken", e.former, nullif(e.content, '') AS "lastContent", b.content,
    (SELECT f.form::text FROM good_forms f WHERE f.merchant = $1 AND f.sku = k.sku AND f.name = k.name AND f.content = b.content
     ORDER BY f.version DESC LIMIT 1) AS begun,
    (SELECT f.form::text FROM good_forms f JOIN goods g ON g.merchant = f.merchant AND g.sku = f.sku AND g.delivery = 'latest'
     WHERE f.merchant = $1 AND f.sku = k.sku AND f.name = k.name ORDER BY f.version DESC LIMIT 1) AS newest,
    k.sku IS NOT NULL AND EXISTS (
      SELECT FROM transfers t WHERE t.entitlement_id = k.id AND t.generation = k.generation AND t.state = 'running' AND NOT (${isForgotten})
        AND (t.sent_to < t.end_byte OR t.acknowledged_to < t.end_byte)) AS "isRunning"
  FROM unnest($2::uuid[], $3::int[], $4::text[], $5::text[], $6::text[]) AS k(id, generation, sku, name, pinned)
  LEFT JOIN entitlements e ON e.id = k.id
  LEFT JOIN LATERAL (
    SELECT coalesce(nullif(e.content, ''), CASE WHEN e.sent_bytes > 0 OR EXISTS (
      SELECT FROM transfers t WHERE t.entitlement_id = e.id AND t.generation = e.generation) THEN k.pinned END) AS content
    WHERE NOT (e.generation < k.generation AND e.covered_at IS NOT NULL)) b ON k.sku IS NOT NULL`;
