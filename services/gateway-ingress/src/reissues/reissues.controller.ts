import { Body, Param, Post, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { Context, type RequestContext } from '../http/caller.js';
import { Command } from '../http/command.interceptor.js';
import { answerWith } from '../http/http-answer.js';
import { MerchantController } from '../http/merchant-controller.js';
import { Route } from '../http/route.js';
import { orderParameters } from '../validation/fields.schema.js';
import { type ReissueBody, reissueAnswerSchema, reissueSchema } from './reissue.schema.js';
import { ReissueDownloads } from './reissue-downloads.handler.js';

/** New links for a customer who needs them: `/v1/orders/{id}/downloads/reissue`. */
@MerchantController('orders/:id/downloads')
export class ReissuesController {
  constructor(private readonly reissues: ReissueDownloads) {}

  @Post('reissue')
  @Command()
  @Route({
    id: 'reissueDownloads',
    right: 'deliveries:resend',
    summary: 'New links for the order’s downloads, also after they were taken or expired',
    description:
      'The older links are void at once. Each new one is good for the complete downloads that its customer had left, and for one where none was ' +
      'left, for as many days as the delivery settings say. A download that is half done goes on with the new link. Each file is issued anew at most ' +
      'three times. The customer gets a mail with the new links, unless `mail` is false.',
    params: orderParameters,
    body: reissueSchema,
    answers: {
      201: ['The new links', reissueAnswerSchema],
      202: ['Still under way: the order at Location will show them', reissueAnswerSchema],
    },
    problems: {
      404: 'Absent, malformed, or another merchant’s',
      409: 'There is nothing to issue anew (`nothing_to_reissue`: not paid, voided, or nothing online; `downloads_revoked`: refunded; `reissue_limit`: three times already), another one is under way (`reissue_pending`), or the same key is still running',
      422: 'Fields that are wrong, each with code and pointer; also `unknown_line`',
    },
  })
  async reissue(
    @Param('id') order: string,
    @Body() body: ReissueBody,
    @Context() context: RequestContext,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<object> {
    return answerWith(reply, await this.reissues.request(order, body, context));
  }
}
