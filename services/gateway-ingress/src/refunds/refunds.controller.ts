import { Body, Get, HttpCode, Param, Post, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { Context, type RequestContext } from '../http/caller.js';
import { Command } from '../http/command.interceptor.js';
import { answerWith } from '../http/http-answer.js';
import { MerchantController } from '../http/merchant-controller.js';
import { type ListQuery, listOf, listSchema } from '../http/paging.js';
import { Route } from '../http/route.js';
import { operationAnswerSchema, operationProblemSchema, operationSchema } from '../operations/operation.schema.js';
import { RequestOperation } from '../operations/request-operation.handler.js';
import { refundUnderWaySchema } from '../refund-approvals/approval.schema.js';
import { orderParameters } from '../validation/fields.schema.js';
import { type RefundBody, refundPreviewSchema, refundSchema } from './refund.schema.js';
import { RequestRefund } from './request-refund.handler.js';

/** Gives captured money back: `/v1/orders/{id}/refunds`. */
@MerchantController('orders/:id/refunds')
export class RefundsController {
  constructor(
    private readonly refunds: RequestRefund,
    private readonly operations: RequestOperation,
  ) {}

  @Post()
  @Command()
  @Route({
    id: 'refundOrder',
    right: 'refunds:create',
    summary: 'Gives captured money back: an amount, pieces of items, shipping, or all that is left',
    params: orderParameters,
    body: refundSchema,
    description:
      'Above the limit of your settings (area `refunds`) what a person asks for, and where you want it an API key, waits for a second person, who approves ' +
      'it in Tollgate Central: `kind` is `refund_approval` then, and nothing is given back before.',
    answers: {
      201: ['The refund', operationAnswerSchema],
      202: ['Still under way, or waiting for a second person: ask at Location', refundUnderWaySchema],
    },
    problems: {
      402: ['The processor refused it: nothing went back', operationProblemSchema],
      404: 'Absent, malformed, or another merchant’s',
      409: 'The order does not allow it now (`not_captured`, `already_refunded`; `refund_pending`: all that is left is being given back, which may fail; `too_many_approvals`), or the same key is still running',
      422: 'Fields that are wrong, each with code and pointer; also `amount_exceeds_refundable`, `quantity_exceeds_refundable`, `unknown_line`, `duplicate_line`, `amount_and_lines`, `invalid_amount`, `invalid_quantity`, `currency_mismatch`',
    },
  })
  async refund(
    @Param('id') order: string,
    @Body() command: RefundBody,
    @Context() context: RequestContext,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<object> {
    return answerWith(reply, await this.refunds.request(order, command, context));
  }

  @Post('preview')
  @HttpCode(200)
  @Route({
    id: 'previewRefund',
    right: 'refunds:create',
    summary:
      'What a refund would do to money, tax, shipping and downloads, and whether it wants a second person; nothing is done',
    params: orderParameters,
    body: refundSchema,
    answers: { 200: ['What would happen', refundPreviewSchema] },
    problems: {
      404: 'Absent, malformed, or another merchant’s',
      409: 'The order does not allow it now, as for the refund itself',
      422: 'Fields that are wrong, as for the refund itself',
    },
  })
  preview(@Param('id') id: string, @Body() command: RefundBody, @Context() context: RequestContext): Promise<object> {
    return this.refunds.preview(id, command, context);
  }

  @Get()
  @Route({
    id: 'listRefunds',
    right: 'orders:read',
    summary: 'The order’s refunds, newest first',
    params: orderParameters,
    query: listSchema,
    answers: { 200: ['A page of refunds', listOf(operationSchema, 'RefundList')] },
    problems: { 404: 'Absent, malformed, or another merchant’s', 422: 'A limit or cursor that is none' },
  })
  list(@Param('id') order: string, @Query() page: ListQuery, @Context() { caller }: RequestContext): Promise<object> {
    return this.operations.list('refund', caller, { order, ...page });
  }
}
