import { HttpCode, Param, Put, Req } from '@nestjs/common';
import { OperatorActions } from '../access-record/operator-actions.handler.js';
import type { CallerRequest } from '../http/caller.js';
import { MerchantController } from '../http/merchant-controller.js';
import { Route } from '../http/route.js';
import { Upload } from '../http/uploads.pipe.js';
import { checksumOf } from './checksum.js';
import { describeFile } from './describe-good.js';
import { FileStore } from './file-store.client.js';
import { fileAnswerSchema, fileParameters } from './good.schema.js';
import { Goods } from './goods.client.js';

/** Takes files of any size, at constant memory: `PUT /v1/goods/{sku}/files/{name}`. */
@MerchantController('goods/:sku/files/:name')
export class FileUploadsController {
  constructor(
    private readonly goods: Goods,
    private readonly store: FileStore,
    private readonly actions: OperatorActions,
  ) {}

  @Put()
  @HttpCode(201)
  @Upload()
  @Route({
    id: 'putGoodFile',
    right: 'goods:write',
    summary: 'Uploads a file of a good, of any size; `x-checksum-sha256` or `content-digest` is verified',
    description:
      'A slash in the name of a file, which parts its folders, is written %2F. Goods are those of both modes: a file that comes in test mode is what customers of live mode download. In Central it takes a second factor (`second_factor_required`).',
    writesBothModes: true,
    params: fileParameters,
    isUpload: true,
    answers: { 201: ['The file', fileAnswerSchema] },
    problems: {
      404: 'No such good',
      409: 'The stamp of the file that it replaces was changed meanwhile (`file_changed`), or buyers of a version with a stamp would get this one, which takes none (`stamped_copies_owed`)',
      422: 'A name that is none, a checksum that does not fit, or a file that takes no stamp where the one that it replaces has one',
    },
  })
  async put(
    @Param() { sku, name }: { readonly sku: string; readonly name: string },
    @Req() request: CallerRequest,
  ): Promise<object> {
    const { caller, headers, raw } = request;
    const { merchant } = caller;
    const checksum = checksumOf(headers);
    const file = await this.store.put({ merchant, sku, name, length: headers['content-length'], checksum }, raw);
    this.goods.forget(merchant, sku);
    await this.actions.note({ caller, requestId: request.id }, 'file_uploaded', { on: `${sku}/${name}` });
    return describeFile(file);
  }
}
