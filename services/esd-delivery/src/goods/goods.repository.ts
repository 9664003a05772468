import { Injectable } from '@nestjs/common';
import { type DeliverableForm, DeliverableFormSchema, decode, encode, type PinnedFile } from '@tollgate/contracts';
import { DomainError } from '@tollgate/errors';
import { Sql } from '../database/sql.repository.js';
import { contentOf, type StampWish, stampedForm } from '../stamps/stamped-form.js';
import type { DescribedGood } from './check-good.js';

export interface StoredGood extends DescribedGood {
  /** The current version of each, by name. */
  readonly current: readonly StoredVersion[];
}

/** One version of one thing that a good is delivered in, as it is kept. */
export interface StoredVersion {
  readonly form: DeliverableForm;
  /** From 1, of its name. */
  readonly version: number;
  readonly addedAt: Date;
}

export interface VersionsWanted extends GoodKey {
  readonly name: string;
  readonly limit: number;
  /** The version that the page before ended with. */
  readonly before: number | undefined;
}

/** A file as it is sold. */
export interface FileVersion {
  readonly file: PinnedFile;
  readonly version: number;
  readonly addedAt: Date;
}

export interface GoodKey {
  readonly merchant: string;
  readonly sku: string;
}

export interface GoodsWanted {
  readonly merchant: string;
  readonly limit: number;
  /** The serial that the page before ended with. */
  readonly before: bigint | undefined;
  /** Stands in the sku, the description or a file's name; empty: all. */
  readonly search: string;
}

/** One version of one thing that a good is delivered in. */
export interface FormVersion extends GoodKey {
  /** Of the thing: what is added takes the place of what had the name before. */
  readonly name: string;
  /** Tells whether it is the same thing again; of a file its SHA-256, hexadecimal. */
  readonly content: string;
  readonly form: DeliverableForm;
  /** The content that it takes the place of: where another version is sold by now, it is refused. */
  readonly replaces?: string;
  /** The stamp that its bytes were tried with: where the file that is sold by now has another one, it is refused. */
  readonly triedStamp?: StampWish | undefined;
  /** Done in the same transaction, told the form that is sold: what it throws leaves the good as it was. */
  readonly alongside?: (query: Sql['query'], sold: DeliverableForm) => Promise<void>;
}

/** What merchants sell, and what of it is delivered online now. Forms go through it as they are: what is in one is for who delivers it. */
@Injectable()
export class GoodsStore {
  constructor(private readonly sql: Sql) {}

  /** Creates the good, or changes its description. Throws DomainError `kind_is_fixed`: files and orders rest on the kind. */
  async put(merchant: string, { sku, kind, description, delivery }: DescribedGood): Promise<StoredGood> {
    const [put] = await this.sql.query<DescribedGood>(
      `INSERT INTO goods AS g (merchant, sku, kind, description, delivery) VALUES ($1, $2, $3, $4, coalesce(nullif($5, ''), 'pinned'))
       ON CONFLICT (merchant, sku) DO UPDATE SET description = excluded.description, delivery = coalesce(nullif($5, ''), g.delivery)
       WHERE g.kind = excluded.kind
       RETURNING sku, kind, description, delivery`,
      [merchant, sku, kind, description, delivery],
    );
    if (put === undefined) throw new DomainError('kind_is_fixed', '/kind');
    const [current] = await this.currentVersions([{ merchant, sku }]);
    return { ...put, current: current ?? [] };
  }

  async find({ merchant, sku }: GoodKey): Promise<DescribedGood | undefined> {
    const [found] = await this.sql.query<DescribedGood>(
      'SELECT sku, kind, description, delivery FROM goods WHERE merchant = $1 AND sku = $2',
      [merchant, sku],
    );
    return found;
  }

  /** Which of these skus are goods of the merchant, and of what kind; one statement for all. */
  async kinds(merchant: string, skus: readonly string[]): Promise<ReadonlyMap<string, string>> {
    if (skus.length === 0) return new Map();
    const rows = await this.sql.query<Pick<DescribedGood, 'sku' | 'kind'>>(
      'SELECT sku, kind FROM goods WHERE merchant = $1 AND sku = ANY ($2::text[])',
      [merchant, skus],
    );
    return new Map(rows.map(({ sku, kind }) => [sku, kind]));
  }

  /** Newest first. */
  async list({ merchant, limit, before, search }: GoodsWanted): Promise<readonly (StoredGood & { serial: bigint })[]> {
    const rows = await this.sql.query<DescribedGood & { serial: string }>(selectGoods, [
      merchant,
      before?.toString() ?? null,
      limit,
      search.toLowerCase(),
    ]);
    const current = await this.currentVersions(rows.map(({ sku }) => ({ merchant, sku })));
    return rows.map(({ serial, ...good }, index) => ({ ...good, serial: BigInt(serial), current: current[index] ?? [] }));
  }

  /** What each of these goods is delivered in now, in their order; one statement for all. What only a later release knows is left to it. */
  async currentForms(keys: readonly GoodKey[]): Promise<readonly (readonly DeliverableForm[])[]> {
    return (await this.currentVersions(keys)).map((all) => all.map(({ form }) => form));
  }

  /** The same, each with its number. */
  async currentVersions(keys: readonly GoodKey[]): Promise<readonly (readonly StoredVersion[])[]> {
    if (keys.length === 0) return [];
    const rows = await this.sql.query<VersionRow & { readonly place: number }>(selectCurrentForms, [
      keys.map(({ merchant }) => merchant),
      keys.map(({ sku }) => sku),
    ]);
    const versions: StoredVersion[][] = keys.map(() => []);
    for (const { place, ...row } of rows) versions[place - 1]?.push(versionOf(row));
    return versions.map((all) => all.filter(({ form }) => form.form.case !== undefined));
  }

  /** Of one thing, the newest first. */
  async versions({ merchant, sku, name, limit, before }: VersionsWanted): Promise<readonly StoredVersion[]> {
    const rows = await this.sql.query<VersionRow>(selectVersions, [merchant, sku, name, before ?? null, limit]);
    return rows.map(versionOf).filter(({ form }) => form.form.case !== undefined);
  }

  /** The file that has, or had, this content. */
  async fileOf({ merchant, sku, name, content }: Omit<FormVersion, 'form'>): Promise<PinnedFile | undefined> {
    const [row] = await this.sql.query<{ form: string }>(selectContent, [merchant, sku, name, content]);
    const form = row === undefined ? undefined : decode(DeliverableFormSchema, row.form).form;
    return form?.case === 'file' ? form.value : undefined;
  }

  /** The one that is sold of a file; undefined where there is no such file. */
  async currentFile({ merchant, sku, name }: GoodKey & { readonly name: string }): Promise<FileVersion | undefined> {
    const [newest] = await this.versions({ merchant, sku, name, limit: 1, before: undefined });
    if (newest?.form.form.case !== 'file') return undefined;
    return { file: newest.form.form.value, version: newest.version, addedAt: newest.addedAt };
  }

  /** Makes this the version that is sold from now on, unless the current one has the same content; answers the one that is sold. What replaces a file
   *  with a stamp has that, too, unless it says otherwise (`replaces`). Throws DomainError `file_changed`. */
  addVersion(version: FormVersion): Promise<DeliverableForm> {
    return this.sql.transaction(async (query) => {
      const sold = await insertVersion(query, version);
      await version.alongside?.(query, sold);
      return sold;
    });
  }
}

const insertVersion = async (
  query: Sql['query'],
  { merchant, sku, name, replaces, ...added }: FormVersion,
): Promise<DeliverableForm> => {
  // Two uploads of one good at a time: the second waits here and gets the next number.
  await query('SELECT FROM goods WHERE merchant = $1 AND sku = $2 FOR UPDATE', [merchant, sku]);
  const [current] = await query<CurrentVersion>(selectCurrentVersion, [merchant, sku, name]);
  if (replaces !== undefined && current?.content !== replaces)
    throw new DomainError('file_changed', '/name', 'it was replaced meanwhile');
  const sold = current === undefined ? undefined : decode(DeliverableFormSchema, current.form);
  const { content, form } = replaces === undefined ? inheritingStamp(sold, added) : added;
  if (sold !== undefined && current?.content === content) return sold;
  await query('INSERT INTO good_forms (merchant, sku, name, version, content, form) VALUES ($1, $2, $3, $4, $5, $6)', [
    merchant,
    sku,
    name,
    (current?.version ?? 0) + 1,
    content,
    encode(DeliverableFormSchema, form),
  ]);
  return form;
};

type Added = Pick<FormVersion, 'content' | 'form' | 'triedStamp'>;

const inheritingStamp = (sold: DeliverableForm | undefined, added: Added): Added => {
  const stamp = sold?.form.case === 'file' ? sold.form.value.stamp : undefined;
  if (stamp === undefined || added.form.form.case !== 'file') return added;
  const { triedStamp: tried } = added;
  if (tried?.text !== stamp.text || tried.pages !== stamp.pages)
    throw new DomainError('file_changed', '/name', 'its stamp was changed meanwhile');
  const form = stampedForm(added.form.form.value, stamp);
  return form.form.case === 'file' ? { form, content: contentOf(form.form.value) } : added;
};

interface VersionRow {
  readonly form: string;
  readonly version: number;
  readonly addedAt: Date;
}

const versionOf = ({ form, ...row }: VersionRow): StoredVersion => ({ ...row, form: decode(DeliverableFormSchema, form) });

interface CurrentVersion {
  readonly version: number;
  readonly content: string;
  readonly form: string;
}

/** On every order with a digital line: the primary key's index, backwards. */
export const selectCurrentForms = `
  SELECT DISTINCT ON (k.place, f.name) k.place::int AS place, f.form::text AS form, f.version, f.added_at AS "addedAt"
  FROM unnest($1::text[], $2::text[]) WITH ORDINALITY AS k(merchant, sku, place)
  JOIN good_forms f ON f.merchant = k.merchant AND f.sku = k.sku
  ORDER BY k.place, f.name, f.version DESC`;

const selectGoods = `
  SELECT sku, kind, description, delivery, serial FROM goods g
  WHERE merchant = $1 AND serial < coalesce($2::bigint, 9223372036854775807)
    AND ($4 = '' OR position($4 IN lower(sku)) > 0 OR position($4 IN lower(description)) > 0
         OR EXISTS (SELECT FROM good_forms f WHERE f.merchant = g.merchant AND f.sku = g.sku AND position($4 IN lower(f.name)) > 0))
  ORDER BY serial DESC LIMIT $3`;

const selectVersions = `
  SELECT form::text AS form, version, added_at AS "addedAt" FROM good_forms
  WHERE merchant = $1 AND sku = $2 AND name = $3 AND version < coalesce($4::int, 2147483647) ORDER BY version DESC LIMIT $5`;

const selectContent = `
  SELECT form::text AS form FROM good_forms WHERE merchant = $1 AND sku = $2 AND name = $3 AND content = $4 ORDER BY version DESC LIMIT 1`;

const selectCurrentVersion = `
  SELECT version, content, form::text AS form FROM good_forms WHERE merchant = $1 AND sku = $2 AND name = $3
  ORDER BY version DESC LIMIT 1`;
