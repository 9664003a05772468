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
import { type CaptureBody, captureSchema } from './capture.schema.js';
import { requestCapture } from './request-capture.js';

const route = {
  right: 'orders:capture',
  description:
    'An amount is taken in as many captures as you like, until one is final or takes all that is left. Stripe takes one capture of an ' +
    'authorization, unless multicapture is switched on here and available for the payment: a part is then final, also where `final` is false, ' +
    'and the rest is released; the answer says `final: true`, and another capture is refused, `already_captured`. `shipment` says that a parcel ' +
    'leaves with it: the receipt of this capture tells the customer how it goes and where to watch it.',
  params: orderParameters,
  body: captureSchema,
  answers: {
    201: ['The capture; its order brings the links where something of it is delivered online', operationAnswerSchema],
    202: ['Still under way: ask at Location', operationAnswerSchema],
  },
  problems: {
    402: [
      'The processor refused it: nothing was taken, and another try or a void is possible. Where the authorization was closed meanwhile, or holds less than was asked for, the code is one of 409, or `amount_exceeds_capturable`',
      operationProblemSchema,
    ],
    404: 'Absent, malformed, or another merchant’s',
    409: 'The order does not allow it now (`not_authorized`, `already_captured`, `authorization_voided`, `authorization_expired`, `capture_pending`, `void_pending`), or the same key is still running',
    422: 'Fields that are wrong, each with code and pointer; also `amount_exceeds_capturable`, `invalid_amount`, `currency_mismatch`, `nothing_to_ship`',
  },
} as const;

/** Takes authorized money, whole or in parts: `/v1/orders/{id}/captures`. */
@MerchantController('orders/:id')
export class CapturesController {
  constructor(private readonly operations: RequestOperation) {}

  @Post('captures')
  @Command()
  @Route({ id: 'captureOrder', summary: 'Captures an authorized amount, whole or part, several times', ...route })
  async capture(
    @Param('id') order: string,
    @Body() command: CaptureBody,
    @Context() context: RequestContext,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<object> {
    return answerWith(reply, await this.operations.request(captureOf(order, command, context)));
  }

  @Post('capture')
  @Command()
  @Route({ id: 'captureOrderAlias', summary: 'The same as …/captures', ...route })
  captureByAlias(
    @Param('id') order: string,
    @Body() command: CaptureBody,
    @Context() context: RequestContext,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<object> {
    return this.capture(order, command, context, reply);
  }

  @Get('captures')
  @Route({
    id: 'listCaptures',
    right: 'orders:read',
    summary: 'The order’s captures, newest first',
    params: orderParameters,
    query: listSchema,
    answers: { 200: ['A page of captures', listOf(operationSchema, 'CaptureList')] },
    problems: { 404: 'Absent, malformed, or another merchant’s', 422: 'A limit or cursor that is none' },
  })
  list(@Param('id') order: string, @Query() page: ListQuery, @Context() { caller }: RequestContext): Promise<object> {
    return this.operations.list('capture', caller, { order, ...page });
  }
}

const captureOf = (order: string, command: CaptureBody, context: RequestContext) =>
  ({
    kind: 'capture',
    order,
    context,
    decide: (state: Parameters<typeof requestCapture>[0]) => requestCapture(state, command),
  }) as const;
