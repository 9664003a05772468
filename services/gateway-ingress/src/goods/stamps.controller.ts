import { Body, Delete, Get, Param, Put, Req } from '@nestjs/common';
import { type StampState, toPublicId } from '@tollgate/contracts';
import { OperatorActions } from '../access-record/operator-actions.handler.js';
import { awaitOutcome } from '../http/answer-deadline.guard.js';
import { type CallerRequest, Context, type RequestContext } from '../http/caller.js';
import { MerchantController } from '../http/merchant-controller.js';
import { Route } from '../http/route.js';
import { describeVersion } from './describe-good.js';
import { fileParameters, fileVersionSchema, type StampBody, stampSchema, stampStateSchema } from './good.schema.js';
import { Stamps } from './stamps.client.js';

interface FileAddress {
  readonly sku: string;
  readonly name: string;
}

const bothModes = 'What is set counts in both modes. In Central it takes a second factor (`second_factor_required`).';

const describeState = ({ version, waiting, ready, failed, failures }: StampState): object => ({
  file: version === undefined ? null : describeVersion(version)[0],
  waiting,
  ready,
  failed,
  failures: failures.map(({ order, code, failedAt }) => ({ order: toPublicId('ord', order), code, failedAt })),
});

/** Whose copy a file is: `/v1/goods/{sku}/files/{name}/stamp`. */
@MerchantController('goods/:sku/files/:name/stamp')
export class StampsController {
  constructor(
    private readonly stamps: Stamps,
    private readonly actions: OperatorActions,
  ) {}

  @Put()
  @Route({
    id: 'putStamp',
    right: 'goods:write',
    summary: 'Marks each buyer’s copy of a PDF or an EPUB with who they are, from the next order on',
    description: `The file is tried before it counts. Copies are made after payment, beside the order’s answer; what they hold of a person goes with them. ${bothModes}`,
    writesBothModes: true,
    params: fileParameters,
    body: stampSchema,
    answers: { 200: ['The file as it is sold now', fileVersionSchema] },
    problems: {
      404: 'No such good or file of yours',
      409: 'The file was replaced meanwhile (`file_changed`)',
      422: 'A text that is none, or a file that takes no stamp: `unstampable_file`, `encrypted_file`, `signed_file`, `malformed_file`, `file_too_large`, `file_too_complex`',
      503: 'It is still being tried: ask once more',
    },
  })
  async put(
    @Param() { sku, name }: FileAddress,
    @Body() body: StampBody,
    @Context() context: RequestContext,
    @Req() request: CallerRequest,
  ): Promise<object | undefined> {
    awaitOutcome(request);
    const version = await this.stamps.put(context.caller, { sku, fileName: name }, body);
    await this.actions.note(context, 'good_saved', { on: sku });
    return describeVersion(version)[0];
  }

  @Delete()
  @Route({
    id: 'deleteStamp',
    right: 'goods:write',
    summary: 'Delivers a file as it is, from the next order on',
    description: `Copies that were sold with a stamp keep it. ${bothModes}`,
    writesBothModes: true,
    params: fileParameters,
    answers: { 200: ['The file as it is sold now', fileVersionSchema] },
    problems: { 404: 'No such good or file of yours', 409: 'The file was replaced meanwhile (`file_changed`)' },
  })
  async remove(@Param() { sku, name }: FileAddress, @Context() context: RequestContext): Promise<object | undefined> {
    const version = await this.stamps.remove(context.caller, { sku, fileName: name });
    await this.actions.note(context, 'good_saved', { on: sku });
    return describeVersion(version)[0];
  }

  @Get()
  @Route({
    id: 'getStamp',
    right: 'goods:read',
    summary: 'What is written on the copies of a file, and how many are ready, waiting or could not be made',
    params: fileParameters,
    answers: { 200: ['The stamp and its copies', stampStateSchema] },
    problems: { 404: 'No such good or file of yours' },
  })
  async get(@Param() { sku, name }: FileAddress, @Context() { caller }: RequestContext): Promise<object> {
    return describeState(await this.stamps.state(caller, { sku, fileName: name }));
  }
}
