import { Injectable } from '@nestjs/common';
import { decode, encode, type PinnedFile, PinnedFileSchema } from '@tollgate/contracts';
import { DomainError } from '@tollgate/errors';
import { Sql } from '../database/sql.repository.js';
import type { GoodKey } from '../goods/goods.repository.js';
import { bytesOfParts } from '../objects/part-sizes.js';
import type { StoredParts } from '../objects/part-writer.store.js';

/** A file that comes in pieces, as far as it has come. */
export interface Upload extends GoodKey {
  /** uuid */
  readonly id: string;
  /** Of the file. */
  readonly name: string;
  readonly sizeBytes: number;
  /** Of the whole file, hexadecimal, where the merchant said it. */
  readonly sha256: string | undefined;
  /** Where the whole file lies, or will. */
  readonly objectKey: string;
  /** Its whole parts in the store. */
  readonly parts: StoredParts;
  /** Where that lies which makes no whole part yet. */
  readonly tailKey: string | undefined;
  /** So much of it is here for good. */
  readonly offsetBytes: number;
  readonly state: 'open' | 'complete' | 'given_up';
  readonly expiresAt: Date;
  /** As it is sold, once all of it came. */
  readonly file: PinnedFile | undefined;
}

export type NewUpload = Pick<Upload, 'id' | 'merchant' | 'sku' | 'name' | 'sizeBytes' | 'sha256' | 'objectKey' | 'expiresAt'>;

/** How far a request brought it. */
export interface UploadProgress extends Pick<Upload, 'offsetBytes' | 'parts' | 'tailKey' | 'objectKey' | 'expiresAt'> {
  readonly id: string;
  /** The request: one that another one took over from changes nothing. */
  readonly writer: string;
}

export interface UploadKey extends GoodKey {
  readonly id: string;
}

/** Each may hold a part of a file, and a hundred of them are more than anybody sends at once. */
const maxOpen = 100;

/** The uploads that can be gone on with: shared by all replicas. One request at a time writes to an upload, the one that came last. */
@Injectable()
export class UploadRepository {
  constructor(private readonly sql: Sql) {}

  /** Throws DomainError `too_many_uploads`. */
  async add({ id, merchant, sku, name, sizeBytes, sha256, objectKey, expiresAt }: NewUpload): Promise<void> {
    const values = [id, merchant, sku, name, sizeBytes, sha256 ?? null, objectKey, expiresAt.toISOString()];
    const added = await this.sql.query(insertUpload, [...values, maxOpen]);
    if (added.length === 0)
      throw new DomainError('too_many_uploads', undefined, `${maxOpen} uploads are under way: finish or delete one`);
  }

  async find({ merchant, sku, id }: UploadKey): Promise<Upload | undefined> {
    const [row] = await this.sql.query<UploadRow>(`${selectUploads} WHERE id = $1 AND merchant = $2 AND sku = $3`, [
      id,
      merchant,
      sku,
    ]);
    return row && uploadOf(row);
  }

  async byId(id: string): Promise<Upload | undefined> {
    const [row] = await this.sql.query<UploadRow>(`${selectUploads} WHERE id = $1`, [id]);
    return row && uploadOf(row);
  }

  /** Those under way of a good, newest first. */
  async list({ merchant, sku }: GoodKey): Promise<readonly Upload[]> {
    const rows = await this.sql.query<UploadRow>(
      `${selectUploads} WHERE merchant = $1 AND sku = $2 AND state = 'open' ORDER BY id DESC LIMIT ${maxOpen}`,
      [merchant, sku],
    );
    return rows.map(uploadOf);
  }

  /** The request goes on at this byte, in place of whichever did before. Undefined where that is not how far the upload has come. */
  async takeOver(id: string, writer: string, offsetBytes: number): Promise<Upload | undefined> {
    const [row] = await this.sql.query<UploadRow>(
      `UPDATE uploads SET writer = $2 WHERE id = $1 AND state = 'open' AND offset_bytes = $3 RETURNING ${columns}`,
      [id, writer, offsetBytes],
    );
    return row && uploadOf(row);
  }

  /** Throws DomainError `upload_offset_mismatch` where another request has taken over, or the upload is no more. */
  async progress({ id, writer, offsetBytes, parts, tailKey, objectKey, expiresAt }: UploadProgress): Promise<void> {
    const values = [offsetBytes, parts.upload ?? null, parts.etags, tailKey ?? null, objectKey, expiresAt.toISOString()];
    const saved = await this.sql.query(saveProgress, [id, writer, ...values]);
    if (saved.length === 0)
      throw new DomainError(
        'upload_offset_mismatch',
        'Upload-Offset',
        'another request goes on with this upload, or it is no more',
      );
  }

  /** In the transaction that sells the file. Throws DomainError `not_found` where it was given up, or completed, meanwhile. */
  async complete(query: Sql['query'], id: string, file: PinnedFile): Promise<void> {
    const done = await query(
      `UPDATE uploads SET state = 'complete', file = $2, tail_key = NULL WHERE id = $1 AND state = 'open' RETURNING id`,
      [id, encode(PinnedFileSchema, file)],
    );
    if (done.length === 0) throw new DomainError('not_found');
  }

  /** To what so many of its parts hold, where nobody finished it, or went on with it, meanwhile. Whoever still writes to it changes nothing more. */
  async goBack({ id, parts }: Pick<Upload, 'id' | 'parts'>, partCount: number): Promise<void> {
    const kept = parts.etags.slice(0, partCount);
    await this.sql.query(goBack, [id, parts.etags, kept, bytesOfParts(partCount)]);
  }

  /** Answers whether it was under way. */
  async giveUp(id: string): Promise<boolean> {
    return (
      (await this.sql.query(`UPDATE uploads SET state = 'given_up' WHERE id = $1 AND state = 'open' RETURNING id`, [id])).length >
      0
    );
  }

  async remove(id: string): Promise<void> {
    await this.sql.query('DELETE FROM uploads WHERE id = $1', [id]);
  }
}

interface UploadRow {
  readonly id: string;
  readonly merchant: string;
  readonly sku: string;
  readonly name: string;
  readonly sizeBytes: string;
  readonly sha256: string | null;
  readonly objectKey: string;
  readonly storeUpload: string | null;
  readonly etags: readonly string[];
  readonly tailKey: string | null;
  readonly offsetBytes: string;
  readonly state: Upload['state'];
  readonly expiresAt: Date;
  readonly file: string | null;
}

const columns = `id, merchant, sku, name, size_bytes AS "sizeBytes", sha256, object_key AS "objectKey", store_upload AS "storeUpload", etags,
  tail_key AS "tailKey", offset_bytes AS "offsetBytes", state, expires_at AS "expiresAt", file::text AS file`;

const selectUploads = `SELECT ${columns} FROM uploads`;

const insertUpload = `
  INSERT INTO uploads (id, merchant, sku, name, size_bytes, sha256, object_key, expires_at)
  SELECT $1, $2, $3, $4, $5, $6, $7, $8 WHERE (SELECT count(*) FROM uploads WHERE merchant = $2 AND state = 'open') < $9
  RETURNING id`;

const saveProgress = `
  UPDATE uploads SET offset_bytes = $3, store_upload = $4, etags = $5, tail_key = $6, object_key = $7, expires_at = $8
  WHERE id = $1 AND writer = $2 AND state = 'open' RETURNING id`;

const goBack = `
  UPDATE uploads SET etags = $3, offset_bytes = $4, tail_key = NULL, writer = NULL
  WHERE id = $1 AND state = 'open' AND etags = $2::text[] AND offset_bytes = size_bytes`;

const uploadOf = ({ sizeBytes, sha256, storeUpload, etags, tailKey, offsetBytes, file, ...row }: UploadRow): Upload => ({
  ...row,
  sizeBytes: Number(sizeBytes),
  sha256: sha256 ?? undefined,
  parts: { upload: storeUpload ?? undefined, etags },
  tailKey: tailKey ?? undefined,
  offsetBytes: Number(offsetBytes),
  file: file === null ? undefined : decode(PinnedFileSchema, file),
});
