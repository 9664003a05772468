import { Controller } from '@nestjs/common';
import {
  type GetStampRequest,
  GetStampRequestSchema,
  type MessageInitShape,
  type PutStampRequest,
  PutStampRequestSchema,
  type RemoveStampRequest,
  RemoveStampRequestSchema,
  requests,
  StampResponseSchema,
  StampStateSchema,
} from '@tollgate/contracts';
import { OnRequest } from '@tollgate/messaging';
import type { FileVersion } from '../goods/goods.repository.js';
import { StampedCopies } from './copies.repository.js';
import { PutStamp } from './put-stamp.handler.js';

interface FileAsked {
  readonly merchant: string;
  readonly sku: string;
  readonly fileName: string;
}

const placeOf = ({ merchant, sku, fileName: name }: FileAsked) => ({ merchant, sku, name });
const told = ({ file, version, addedAt }: FileVersion) => ({ file, version, addedAt: addedAt.toISOString() });

@Controller()
export class StampsResponder {
  constructor(
    private readonly stamps: PutStamp,
    private readonly copies: StampedCopies,
  ) {}

  @OnRequest(requests.putStamp, PutStampRequestSchema, StampResponseSchema)
  async put({ text, pages, ...asked }: PutStampRequest): Promise<MessageInitShape<typeof StampResponseSchema>> {
    return { version: told(await this.stamps.put(placeOf(asked), { text, pages })) };
  }

  @OnRequest(requests.removeStamp, RemoveStampRequestSchema, StampResponseSchema)
  async remove(asked: RemoveStampRequest): Promise<MessageInitShape<typeof StampResponseSchema>> {
    return { version: told(await this.stamps.remove(placeOf(asked))) };
  }

  @OnRequest(requests.getStamp, GetStampRequestSchema, StampStateSchema)
  async get(asked: GetStampRequest): Promise<MessageInitShape<typeof StampStateSchema>> {
    const place = placeOf(asked);
    const [version, counts, failures] = await Promise.all([
      this.stamps.sold(place),
      this.copies.counts(place),
      this.copies.failures(place),
    ]);
    const failed = failures.map(({ order, code, changedAt }) => ({ order, code: code ?? '', failedAt: changedAt.toISOString() }));
    return { version: told(version), ...counts, failures: failed };
  }
}
