import { Controller, Inject } from '@nestjs/common';
import {
  type GetStampRequest,
  GetStampRequestSchema,
  type MessageInitShape,
  type OpenSampleRequest,
  OpenSampleRequestSchema,
  OpenSampleResponseSchema,
  type PutStampRequest,
  PutStampRequestSchema,
  type RemoveStampRequest,
  RemoveStampRequestSchema,
  requests,
  StampResponseSchema,
  StampStateSchema,
} from '@tollgate/contracts';
import type { Clock } from '@tollgate/errors';
import { OnRequest } from '@tollgate/messaging';
import { CLOCK } from '@tollgate/service';
import type { FileVersion } from '../goods/goods.repository.js';
import { checkStamp } from '../marking/stamp-text.js';
import { mediaTypeOf } from '../transfers/file-headers.js';
import { UploadListener } from '../uploads/uploads.listener.js';
import { StampedCopies } from './copies.repository.js';
import { PutStamp } from './put-stamp.handler.js';
import { StampTrials } from './stamp-trials.handler.js';

interface FileAsked {
  readonly merchant: string;
  readonly sku: string;
  readonly fileName: string;
}

const placeOf = ({ merchant, sku, fileName: name }: FileAsked) => ({ merchant, sku, name });
const told = ({ file, version, addedAt }: FileVersion) => ({ file, version, addedAt: addedAt.toISOString() });

@Controller()
export class StampsResponder {
  @Inject() private readonly trials!: StampTrials;
  @Inject() private readonly files!: UploadListener;
  @Inject(CLOCK) private readonly clock!: Clock;

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

  /** What cannot be right is refused at once; the copy itself is made when it is fetched. */
  @OnRequest(requests.openSample, OpenSampleRequestSchema, OpenSampleResponseSchema)
  async sample({ text, pages, ...asked }: OpenSampleRequest): Promise<MessageInitShape<typeof OpenSampleResponseSchema>> {
    const place = placeOf(asked);
    checkStamp({ text, pages });
    await this.stamps.sold(place);
    const date = this.clock.now().toISOString().slice(0, 10);
    const make = async () => ({ type: mediaTypeOf(place.name), bytes: await this.trials.sample(place, { text, pages }, date) });
    return { url: this.files.offer({ merchant: place.merchant, make }) };
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
