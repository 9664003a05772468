import type { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import {
  ContinueUploadRequestSchema,
  CreateUploadRequestSchema,
  decode,
  FindUploadRequestSchema,
  ListUploadsRequestSchema,
  ListUploadsResponseSchema,
  OpenUploadResponseSchema,
  RemoveUploadRequestSchema,
  RemoveUploadResponseSchema,
  type ResumableUpload,
  type ResumableUploadResponse,
  ResumableUploadResponseSchema,
  ResumableUploadSchema,
  requests,
} from '@tollgate/contracts';
import { invariant } from '@tollgate/errors';
import { Requests } from '@tollgate/messaging';
import { sendBytes } from '../goods/file-store.client.js';

export interface UploadedGood {
  readonly merchant: string;
  readonly sku: string;
}

export interface UploadKey extends UploadedGood {
  /** uuid */
  readonly id: string;
}

export interface NewUpload extends UploadedGood {
  readonly fileName: string;
  readonly sizeBytes: number;
  /** Of the whole file, hexadecimal, where the merchant said it. */
  readonly sha256: string | undefined;
}

/** Bytes that go on with an upload. */
export interface UploadedBytes {
  readonly bytes: Readable;
  readonly offset: number;
  readonly length?: string | undefined;
  /** Of these bytes, as tus writes it. */
  readonly checksum?: string | undefined;
}

/** Files that come in pieces, which esd-delivery keeps. */
@Injectable()
export class Uploads {
  constructor(private readonly requests: Requests) {}

  /** Throws DomainError `not_found`, `good_is_not_digital`, `empty_file`, `too_many_uploads`. */
  async create({ sizeBytes, sha256 = '', ...wish }: NewUpload): Promise<ResumableUpload> {
    const schemas = [CreateUploadRequestSchema, ResumableUploadResponseSchema] as const;
    const asked = { ...wish, sizeBytes: BigInt(sizeBytes), sha256 };
    return uploadIn(await this.requests.request(requests.createUpload, ...schemas, asked));
  }

  /** Throws DomainError `not_found`, `checksum_mismatch`; a TransientError while one that has come whole is still being checked. */
  async find(key: UploadKey): Promise<ResumableUpload> {
    const schemas = [FindUploadRequestSchema, ResumableUploadResponseSchema] as const;
    return uploadIn(await this.requests.request(requests.findUpload, ...schemas, key));
  }

  async list(good: UploadedGood): Promise<readonly ResumableUpload[]> {
    return (await this.requests.request(requests.listUploads, ListUploadsRequestSchema, ListUploadsResponseSchema, good)).uploads;
  }

  /** Throws DomainError `not_found`. */
  async remove(key: UploadKey): Promise<void> {
    await this.requests.request(requests.removeUpload, RemoveUploadRequestSchema, RemoveUploadResponseSchema, key);
  }

  /** Hands the bytes on as they come. Throws esd-delivery's DomainErrors, or a TransientError when either connection broke: what came before counts,
   *  and `find` tells how much that is. */
  async append(key: UploadKey, { bytes, offset, length, checksum }: UploadedBytes): Promise<ResumableUpload> {
    const schemas = [ContinueUploadRequestSchema, OpenUploadResponseSchema] as const;
    const { url } = await this.requests.request(requests.continueUpload, ...schemas, { ...key, offsetBytes: BigInt(offset) });
    const headers = {
      ...(length === undefined ? {} : { 'content-length': length }),
      ...(checksum === undefined ? {} : { 'upload-checksum': checksum }),
    };
    return decode(ResumableUploadSchema, await sendBytes(url, headers, bytes));
  }
}

const uploadIn = ({ upload }: ResumableUploadResponse): ResumableUpload => {
  invariant(upload !== undefined, 'an upload that was asked for is answered');
  return upload;
};
