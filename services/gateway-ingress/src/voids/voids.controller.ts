import { Body, Get, Param, Post, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { Context, type RequestContext } from '../http/caller.js';
import { Command } from '../http/command.interceptor.js';
import { answerWith } from '../http/http-answer.js';
import { MerchantController } from '../http/merchant-controller.js';
import { type ListQuery, listOf, listSchema } from '../http/paging.js';
import { Route } from '../http/route.js';
import { operationAnswerSchema, operationProblemSchema, operationSchema } from '../operations/operation.schema.js';
import { RequestOperation } from '../operations/request-operation.handler.js';
import { orderParameters } from '../validation/fields.schema.js';
import { requestVoid } from './request-void.js';
import { type VoidBody, voidSchema } from './void.schema.js';

/** Gives up authorized money: `/v1/orders/{id}/void`. */
@MerchantController('orders/:id/void')
export class VoidsController {
  constructor(private readonly operations: RequestOperation) {}

  @Post()
  @Command()
  @Route({
    id: 'voidOrder',
    right: 'orders:capture',
    summary: 'Gives up what is authorized and not captured',
    params: orderParameters,
    body: voidSchema,
    answers: { 201: ['The void', operationAnswerSchema], 202: ['Still under way: ask at Location', operationAnswerSchema] },
    problems: {
      402: [
        'The processor refused it: the amount is still held. Where the authorization was closed meanwhile, the code is one of 409',
        operationProblemSchema,
      ],
      404: 'Absent, malformed, or another merchant’s',
      409: 'The order does not allow it now (`not_authorized`, `nothing_to_void`, `already_voided`, `authorization_expired`, `capture_pending`, `void_pending`), or the same key is still running',
      422: 'Fields that are wrong, each with code and pointer',
    },
  })
  async void(
    @Param('id') order: string,
    @Body() command: VoidBody,
    @Context() context: RequestContext,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<object> {
    const request = {
      kind: 'void',
      order,
      context,
      decide: (state: Parameters<typeof requestVoid>[0]) => requestVoid(state, command),
    } as const;
    return answerWith(reply, await this.operations.request(request));
  }

  @Get()
  @Route({
    id: 'listVoids',
    right: 'orders:read',
    summary: 'The order’s voids, newest first',
    params: orderParameters,
    query: listSchema,
    answers: { 200: ['A page of voids', listOf(operationSchema, 'VoidList')] },
    problems: { 404: 'Absent, malformed, or another merchant’s', 422: 'A limit or cursor that is none' },
  })
  list(@Param('id') order: string, @Query() page: ListQuery, @Context() { caller }: RequestContext): Promise<object> {
    return this.operations.list('void', caller, { order, ...page });
  }
}
