import { Get, Param, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { OperatorActions } from '../access-record/operator-actions.handler.js';
import { FileAnswers } from '../exports/file-answers.store.js';
import { awaitOutcome } from '../http/answer-deadline.guard.js';
import { type CallerRequest, contextOf } from '../http/caller.js';
import { MerchantController } from '../http/merchant-controller.js';
import { Route } from '../http/route.js';
import { fileParameters, type StampBody, stampSampleSchema } from './good.schema.js';
import { StampSamples } from './stamp-samples.client.js';

/** What a stamp looks like before it counts: `GET /v1/goods/{sku}/files/{name}/stamp/sample`. */
@MerchantController('goods/:sku/files/:name/stamp/sample')
export class StampSamplesController {
  constructor(
    private readonly samples: StampSamples,
    private readonly answers: FileAnswers,
    private readonly actions: OperatorActions,
  ) {}

  @Get()
  @Route({
    id: 'getStampSample',
    right: 'goods:write',
    summary: 'A copy of the file as a buyer would get it with this stamp, made out to nobody',
    description: 'It is made of what is sold now, whether that has a stamp or not; nothing of it is kept, and nothing changes.',
    params: fileParameters,
    query: stampSampleSchema,
    answers: { 200: ['The copy; chunked'] },
    problems: {
      404: 'No such good or file of yours',
      422: 'A text that is none, or a file that takes no stamp, with the codes of `PUT …/stamp`',
      503: 'It is still being made, or others are made before it: ask once more',
      505: 'Asked by HTTP/1.0, by which a copy that was cut off could not be told from a whole one',
    },
  })
  async sample(
    @Param() { sku, name }: { readonly sku: string; readonly name: string },
    @Query() stamp: StampBody,
    @Req() request: CallerRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    this.answers.check(request);
    awaitOutcome(request);
    const copy = await this.samples.open(request.caller, { sku, fileName: name }, stamp);
    try {
      await this.actions.note(contextOf(request), 'file_downloaded', { on: `sample ${sku}/${name}` });
    } catch (error) {
      copy.destroy(); // nobody waits for it
      throw error;
    }
    await this.answers.handOver(copy, request, reply);
  }
}
