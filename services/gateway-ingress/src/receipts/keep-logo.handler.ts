import { createHash } from 'node:crypto';
import type { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import { TransientError } from '@tollgate/errors';
import type { RequestContext } from '../http/caller.js';
import { refusal } from '../validation/field-error.js';
import { Receipts } from './receipts.client.js';

const MOST_BYTES = 262_144;
const MOST_DROPPED_BYTES = 16_777_216;

/** Takes a logo. */
@Injectable()
export class KeepLogo {
  constructor(private readonly receipts: Receipts) {}

  /** Throws DomainError `checksum_mismatch` where it is not the image that its address names, and those of `Receipts.putLogo`. */
  async keep(sha256: string, body: Readable, context: RequestContext): Promise<object> {
    const bytes = await bytesOf(body);
    if (bytes === undefined) throw refusal('logo_too_large');
    if (createHash('sha256').update(bytes).digest('hex') !== sha256) throw refusal('checksum_mismatch', 'sha256');
    const { type, width, height } = await this.receipts.putLogo(bytes, context);
    return { sha256, type, width, height };
  }
}

/** Undefined where there are too many. The rest is let go by, so that its sender comes to the answer; one with very much left is cut off. */
const bytesOf = async (body: Readable): Promise<Buffer | undefined> => {
  const chunks: Buffer[] = [];
  let length = 0;
  try {
    for await (const chunk of body as AsyncIterable<Buffer>) {
      length += chunk.length;
      if (length <= MOST_BYTES) chunks.push(chunk);
      if (length > MOST_DROPPED_BYTES) break;
    }
  } catch (cause) {
    throw new TransientError('the upload broke off', { cause });
  }
  return length > MOST_BYTES ? undefined : Buffer.concat(chunks);
};
