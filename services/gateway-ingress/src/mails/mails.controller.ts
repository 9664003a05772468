import { Body, Get, Param, Post, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { Context, type RequestContext } from '../http/caller.js';
import { Command } from '../http/command.interceptor.js';
import { answerWith } from '../http/http-answer.js';
import { MerchantController } from '../http/merchant-controller.js';
import { type ListQuery, listOf, listSchema } from '../http/paging.js';
import { Route } from '../http/route.js';
import { orderParameters } from '../validation/fields.schema.js';
import { type MailBody, mailAnswerSchema, mailSchema } from './mail.schema.js';
import { RequestMail } from './request-mail.handler.js';

/** What the customer was told by mail: `/v1/orders/{id}/mails`. */
@MerchantController('orders/:id/mails')
export class MailsController {
  constructor(private readonly mails: RequestMail) {}

  @Post()
  @Command()
  @Route({
    id: 'sendMail',
    right: 'deliveries:resend',
    summary: 'Sends the receipt, or the note of a refund, once more',
    description:
      'Also after a mail was given up, and to another address if you name one. It says what the first one said, with the links that are in ' +
      'force now. A mail that a server does not take is tried for 72 hours.',
    params: orderParameters,
    body: mailSchema,
    answers: { 202: ['Asked for: what becomes of it is at Location', mailAnswerSchema] },
    problems: {
      404: 'Absent, malformed, or another merchant’s',
      409: 'The order has no such mail (`nothing_to_mail`), its customer was forgotten (`customer_forgotten`), too many were asked for (`too_many_mails`), or the same key is still running',
      422: 'Fields that are wrong, each with code and pointer; also `unknown_operation`',
    },
  })
  async send(
    @Param('id') order: string,
    @Body() body: MailBody,
    @Context() context: RequestContext,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<object> {
    return answerWith(reply, await this.mails.request(order, body, context));
  }

  @Get()
  @Route({
    id: 'listMails',
    right: 'orders:read',
    summary: 'The order’s mails, newest first: sent, failed, or pending with what the mail server said',
    params: orderParameters,
    query: listSchema,
    answers: { 200: ['A page of mails', listOf(mailAnswerSchema, 'MailList')] },
    problems: { 404: 'Absent, malformed, or another merchant’s', 422: 'A limit or cursor that is none' },
  })
  list(@Param('id') order: string, @Query() page: ListQuery, @Context() context: RequestContext): Promise<object> {
    return this.mails.list(order, page, context);
  }
}
