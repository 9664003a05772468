import { Controller } from '@nestjs/common';
import {
  type ContinueUploadRequest,
  ContinueUploadRequestSchema,
  type CreateUploadRequest,
  CreateUploadRequestSchema,
  type FindUploadRequest,
  FindUploadRequestSchema,
  type ListUploadsRequest,
  ListUploadsRequestSchema,
  ListUploadsResponseSchema,
  type MessageInitShape,
  type OpenUploadRequest,
  OpenUploadRequestSchema,
  OpenUploadResponseSchema,
  type RemoveUploadRequest,
  RemoveUploadRequestSchema,
  RemoveUploadResponseSchema,
  ResumableUploadResponseSchema,
  requests,
} from '@tollgate/contracts';
import { DomainError } from '@tollgate/errors';
import { OnRequest } from '@tollgate/messaging';
import { checkFileName } from '../goods/check-good.js';
import { type GoodKey, GoodsStore } from '../goods/goods.repository.js';
import { describeUpload } from './describe-upload.js';
import { ResumableUploads } from './resumable-uploads.handler.js';
import { UploadListener } from './uploads.listener.js';

type Answered = MessageInitShape<typeof ResumableUploadResponseSchema>;

/** Where files come in: whole, or in pieces. */
@Controller()
export class UploadsResponder {
  constructor(
    private readonly goods: GoodsStore,
    private readonly places: UploadListener,
    private readonly uploads: ResumableUploads,
  ) {}

  @OnRequest(requests.openUpload, OpenUploadRequestSchema, OpenUploadResponseSchema)
  async open({ merchant, sku, fileName }: OpenUploadRequest): Promise<{ url: string }> {
    await this.expectGood({ merchant, sku }, fileName);
    return { url: this.places.open({ merchant, sku, name: fileName }) };
  }

  @OnRequest(requests.createUpload, CreateUploadRequestSchema, ResumableUploadResponseSchema)
  async create({ merchant, sku, fileName, sizeBytes, sha256 }: CreateUploadRequest): Promise<Answered> {
    await this.expectGood({ merchant, sku }, fileName);
    const wanted = { merchant, sku, name: fileName, sizeBytes: Number(sizeBytes), sha256: sha256 || undefined };
    return { upload: describeUpload(await this.uploads.create(wanted)) };
  }

  @OnRequest(requests.findUpload, FindUploadRequestSchema, ResumableUploadResponseSchema)
  async find(key: FindUploadRequest): Promise<Answered> {
    return { upload: describeUpload(await this.uploads.find(key)) };
  }

  @OnRequest(requests.listUploads, ListUploadsRequestSchema, ListUploadsResponseSchema)
  async list(good: ListUploadsRequest): Promise<MessageInitShape<typeof ListUploadsResponseSchema>> {
    return { uploads: (await this.uploads.list(good)).map(describeUpload) };
  }

  @OnRequest(requests.removeUpload, RemoveUploadRequestSchema, RemoveUploadResponseSchema)
  async remove(key: RemoveUploadRequest): Promise<object> {
    await this.uploads.remove(key);
    return {};
  }

  @OnRequest(requests.continueUpload, ContinueUploadRequestSchema, OpenUploadResponseSchema)
  async continue({ merchant, sku, id, offsetBytes }: ContinueUploadRequest): Promise<{ url: string }> {
    const key = { merchant, sku, id };
    await this.uploads.expect(key, Number(offsetBytes));
    return { url: this.places.openAt(key, Number(offsetBytes)) };
  }

  private async expectGood(key: GoodKey, fileName: string): Promise<void> {
    checkFileName(fileName);
    const good = await this.goods.find(key);
    if (good === undefined) throw new DomainError('not_found');
    if (good.kind !== 'digital') throw new DomainError('good_is_not_digital', '/sku');
  }
}
