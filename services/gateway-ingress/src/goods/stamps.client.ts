import { Injectable } from '@nestjs/common';
import {
  type FileVersion,
  GetStampRequestSchema,
  PutStampRequestSchema,
  RemoveStampRequestSchema,
  requests,
  StampResponseSchema,
  type StampState,
  StampStateSchema,
} from '@tollgate/contracts';
import { invariant } from '@tollgate/errors';
import { Requests } from '@tollgate/messaging';
import type { Caller } from '../api-keys/api-keys.repository.js';
import type { StampBody } from './good.schema.js';
import { Goods } from './goods.client.js';

interface FileNamed {
  readonly sku: string;
  readonly fileName: string;
}

/** A file is tried for as long as that; what takes longer goes on, and the same request again finds it done. */
const triedMs = 40_000;

/** What is written on the buyers' copies of files: esd-delivery keeps it, and tries it before it counts. */
@Injectable()
export class Stamps {
  constructor(
    private readonly bus: Requests,
    private readonly goods: Goods,
  ) {}

  /** Throws DomainError `not_found`, `invalid_stamp_text`, `unstampable_file`, `file_too_large`, `encrypted_file`, `signed_file`, `malformed_file`,
   *  `file_too_complex`, `file_changed`. */
  async put({ merchant }: Caller, file: FileNamed, stamp: StampBody): Promise<FileVersion> {
    const wish = { merchant, ...file, ...stamp };
    const answer = await this.bus.request(requests.putStamp, PutStampRequestSchema, StampResponseSchema, wish, triedMs);
    return this.sold(merchant, file, answer.version);
  }

  /** Throws DomainError `not_found`, `file_changed`. */
  async remove({ merchant }: Caller, file: FileNamed): Promise<FileVersion> {
    const wish = { merchant, ...file };
    const answer = await this.bus.request(requests.removeStamp, RemoveStampRequestSchema, StampResponseSchema, wish);
    return this.sold(merchant, file, answer.version);
  }

  /** Throws DomainError `not_found`. */
  state({ merchant }: Caller, file: FileNamed): Promise<StampState> {
    return this.bus.request(requests.getStamp, GetStampRequestSchema, StampStateSchema, { merchant, ...file });
  }

  private sold(merchant: string, { sku }: FileNamed, version: FileVersion | undefined): FileVersion {
    this.goods.forget(merchant, sku);
    invariant(version !== undefined, 'a file that is sold has a version');
    return version;
  }
}
