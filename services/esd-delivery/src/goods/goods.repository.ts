import { Injectable } from '@nestjs/common';
import { create, type PinnedFile, PinnedFileSchema } from '@tollgate/contracts';
import { DomainError } from '@tollgate/errors';
import { Sql } from '../database/sql.repository.js';
import type { DescribedGood } from './check-good.js';

export interface StoredGood extends DescribedGood {
  /** The current version of each, by name. */
  readonly files: readonly PinnedFile[];
}

export interface GoodKey {
  readonly merchant: string;
  readonly sku: string;
}

export interface FileVersion extends GoodKey {
  readonly name: string;
  readonly objectKey: string;
  readonly sizeBytes: number;
  /** Hexadecimal. */
  readonly sha256: string;
}

interface FileRow extends GoodKey {
  readonly name: string;
  readonly objectKey: string;
  readonly sizeBytes: string;
  readonly sha256: string;
}

/** What merchants sell, and the current files of it. */
@Injectable()
export class GoodsStore {
  constructor(private readonly sql: Sql) {}

  /** Creates the good, or changes its description. Throws DomainError `kind_is_fixed`: files and orders rest on the kind. */
  async put(merchant: string, { sku, kind, description }: DescribedGood): Promise<StoredGood> {
    const [put] = await this.sql.query<DescribedGood>(
      `insert into goods as g (merchant, sku, kind, description) values ($1, $2, $3, $4)
       on conflict (merchant, sku) do update set description = excluded.description where g.kind = excluded.kind
       returning sku, kind, description`,
      [merchant, sku, kind, description],
    );
    if (put === undefined) throw new DomainError('kind_is_fixed', '/kind');
    const [files] = await this.currentFiles([{ merchant, sku }]);
    return { ...put, files: files ?? [] };
  }

  async find({ merchant, sku }: GoodKey): Promise<DescribedGood | undefined> {
    const [found] = await this.sql.query<DescribedGood>(
      'select sku, kind, description from goods where merchant = $1 and sku = $2',
      [merchant, sku],
    );
    return found;
  }

  /** Newest first. `before`: the serial that the page before ended with. */
  async list(merchant: string, limit: number, before: bigint | undefined): Promise<readonly (StoredGood & { serial: bigint })[]> {
    const rows = await this.sql.query<DescribedGood & { serial: string }>(
      `select sku, kind, description, serial from goods
       where merchant = $1 and serial < coalesce($2::bigint, 9223372036854775807) order by serial desc limit $3`,
      [merchant, before?.toString() ?? null, limit],
    );
    const files = await this.currentFiles(rows.map(({ sku }) => ({ merchant, sku })));
    return rows.map(({ serial, ...good }, index) => ({ ...good, serial: BigInt(serial), files: files[index] ?? [] }));
  }

  /** The current files of each of these goods, in their order; one statement for all. */
  async currentFiles(keys: readonly GoodKey[]): Promise<readonly (readonly PinnedFile[])[]> {
    if (keys.length === 0) return [];
    const rows = await this.sql.query<FileRow & { place: number }>(selectCurrentFiles, [
      keys.map(({ merchant }) => merchant),
      keys.map(({ sku }) => sku),
    ]);
    const files: PinnedFile[][] = keys.map(() => []);
    for (const row of rows) files[row.place - 1]?.push(pinned(row));
    return files;
  }

  /** Makes this the version that is sold from now on, unless the current one is the same bytes; answers the one that is sold. */
  addVersion(file: FileVersion): Promise<PinnedFile> {
    return this.sql.transaction(async (query) => {
      const { merchant, sku, name, objectKey, sizeBytes, sha256 } = file;
      // Two uploads of one good at a time: the second waits here and gets the next number.
      await query('select from goods where merchant = $1 and sku = $2 for update', [merchant, sku]);
      const [current] = await query<FileRow & { version: number }>(selectCurrentVersion, [merchant, sku, name]);
      if (current !== undefined && current.sha256 === sha256 && Number(current.sizeBytes) === sizeBytes) return pinned(current);
      await query(
        `insert into file_versions (merchant, sku, name, version, object_key, size_bytes, sha256) values ($1, $2, $3, $4, $5, $6, $7)`,
        [merchant, sku, name, (current?.version ?? 0) + 1, objectKey, sizeBytes, sha256],
      );
      return pinned({ ...file, sizeBytes: String(sizeBytes) });
    });
  }
}

const pinned = ({ name, sizeBytes, sha256, objectKey }: FileRow): PinnedFile =>
  create(PinnedFileSchema, { name, sizeBytes: BigInt(sizeBytes), sha256, objectKey });

const fileColumns = 'f.name, f.object_key as "objectKey", f.size_bytes as "sizeBytes", f.sha256';

/** On every order with a digital line: the primary key's index, backwards. */
export const selectCurrentFiles = `
  select distinct on (k.place, f.name) k.place::int as place, ${fileColumns}
  from unnest($1::text[], $2::text[]) with ordinality as k(merchant, sku, place)
  join file_versions f on f.merchant = k.merchant and f.sku = k.sku
  order by k.place, f.name, f.version desc`;

const selectCurrentVersion = `
  select ${fileColumns}, f.version from file_versions f where merchant = $1 and sku = $2 and name = $3 order by version desc limit 1`;
