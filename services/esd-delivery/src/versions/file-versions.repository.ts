import { Injectable } from '@nestjs/common';
import { type DeliverableForm, DeliverableFormSchema, decode, type PinnedFile } from '@tollgate/contracts';
import { entitlementId } from '@tollgate/download-link';
import { type Entitlement, isFile, isStamped, type Order } from '@tollgate/order';
import { Sql } from '../database/sql.repository.js';
import type { OpenedFile } from '../links/opened-link.js';
import { type Copy, copiedFile, StampedCopies } from '../stamps/copies.repository.js';
import { contentOf } from '../stamps/stamped-form.js';
import { isForgotten } from '../transfers/transfer-statements.data.js';
import { chooseVersion, type VersionHeaders } from './choose-version.js';

/** A link whose file is the version that this request gets. Where that has a stamp still, the buyer's copy of it is not made yet. */
export interface VersionedFile extends OpenedFile {
  /** By their digests. */
  readonly versions: {
    /** As the order has it. */
    readonly pinned: string;
    /** Of which bytes were sent when this one was chosen. */
    readonly begun: string | undefined;
  };
}

/** Which version of its file a link serves. */
@Injectable()
export class FileVersions {
  constructor(
    private readonly sql: Sql,
    private readonly copies: StampedCopies,
  ) {}

  /** Asked every time, as another replica may have begun one. What is chosen here holds when the transfer begins, or is chosen again. */
  async of<L extends OpenedFile>(link: L, headers: VersionHeaders): Promise<L & VersionedFile> {
    const { id, order, entitlement } = link;
    const { value: ordered } = entitlement.form;
    const values = [id, order.merchant, entitlement.sku, ordered.name, entitlement.generation, ordered.sha256];
    const [row] = await this.sql.query<VersionsRow>(selectVersions, values);
    const wanted = fileIn(row?.newest);
    const known = row?.content === ordered.sha256 ? ordered : fileIn(row?.begun);
    const isCopied = isStamped(ordered) || (wanted !== undefined && isStamped(wanted)) || (row?.content && known === undefined);
    const copies = isCopied ? await this.copiesOf(link) : [];
    const pinned = servedAs(ordered, copies);
    const newest = wanted && servedAs(wanted, copies);
    const begun = known ?? copies.map(copiedFile).find((file) => file?.sha256 === row?.content);
    // What was downloaded stays the version that it was.
    const isRunning = entitlement.isComplete || (row?.isRunning ?? false);
    const file = chooseVersion({ pinned, newest, begun, isRunning }, headers);
    const versions = { pinned: pinned.sha256, begun: row?.content ?? undefined };
    return { ...link, versions, entitlement: { ...entitlement, form: { ...entitlement.form, value: file } } };
  }

  /** Those that lie ready; of what was downloaded also the one that was, which is told and not sent. */
  private async copiesOf({ order, entitlement: { index, isComplete } }: OpenedFile): Promise<readonly Copy[]> {
    const all = await this.copies.of(order.id);
    return all.filter((copy) => copy.index === index && (copy.state === 'made' || (isComplete && copy.state === 'removed')));
  }

  /** The order with each of its files in the version that its link serves, as a page tells them. */
  async inOrder(order: Order): Promise<Order> {
    const served = async (entitlement: Entitlement): Promise<Entitlement> => {
      if (!isFile(entitlement)) return entitlement;
      const link = { id: entitlementId(order.id, entitlement.index), order, entitlement };
      return (await this.of(link, {})).entitlement;
    };
    return {
      ...order,
      delivery: { ...order.delivery, entitlements: await Promise.all(order.delivery.entitlements.map(served)) },
    };
  }
}

/** The buyer's copy in place of a file that has a stamp, where it is made. */
const servedAs = (file: PinnedFile, copies: readonly Copy[]): PinnedFile => {
  const copy = isStamped(file) ? copies.find(({ content }) => content === contentOf(file)) : undefined;
  return (copy && copiedFile(copy)) ?? file;
};

interface VersionsRow {
  /** A form, where the good is delivered in its newest version. */
  readonly newest: string | null;
  readonly content: string | null;
  readonly begun: string | null;
  readonly isRunning: boolean;
}

const fileIn = (text: string | null | undefined): PinnedFile | undefined => {
  if (text === null || text === undefined) return undefined;
  const { form }: DeliverableForm = decode(DeliverableFormSchema, text);
  return form.case === 'file' ? form.value : undefined;
};

/** What a former release began is the version of the order. Of a link that was issued anew, what the former one completed is none of its own. */
const selectVersions = `
  WITH begun AS (
    SELECT coalesce(e.content, CASE WHEN e.sent_bytes > 0 OR EXISTS (SELECT FROM transfers t WHERE t.entitlement_id = e.id) THEN $6 END) AS content
    FROM entitlements e WHERE e.id = $1::uuid AND NOT (e.generation < $5 AND e.covered_at IS NOT NULL))
  SELECT b.content,
    (SELECT f.form::text FROM good_forms f WHERE f.merchant = $2 AND f.sku = $3 AND f.name = $4 AND f.content = b.content
     ORDER BY f.version DESC LIMIT 1) AS begun,
    (SELECT f.form::text FROM good_forms f JOIN goods g ON g.merchant = f.merchant AND g.sku = f.sku AND g.delivery = 'latest'
     WHERE f.merchant = $2 AND f.sku = $3 AND f.name = $4 ORDER BY f.version DESC LIMIT 1) AS newest,
    EXISTS (SELECT FROM transfers t WHERE t.entitlement_id = $1::uuid AND t.generation = $5 AND t.state = 'running' AND NOT (${isForgotten})
      AND (t.sent_to < t.end_byte OR t.acknowledged_to < t.end_byte)) AS "isRunning"
  FROM (SELECT) one LEFT JOIN begun b ON true`;
