import { Body, Get, Inject, Param, Post, Query, Res } from '@nestjs/common';
import type { Clock } from '@tollgate/errors';
import { CLOCK } from '@tollgate/service';
import type { FastifyReply } from 'fastify';
import { Context, type RequestContext } from '../http/caller.js';
import { Command } from '../http/command.interceptor.js';
import { answerWith } from '../http/http-answer.js';
import { MerchantController, StoreController } from '../http/merchant-controller.js';
import { type ListQuery, listOf, listSchema, pageAfter } from '../http/paging.js';
import { Route } from '../http/route.js';
import { operationAnswerSchema, operationProblemSchema } from '../operations/operation.schema.js';
import { OwnOrders } from '../orders/own-orders.repository.js';
import { orderParameters } from '../validation/fields.schema.js';
import {
  type ApprovalDecisionBody,
  approvalAnswerSchema,
  approvalDecisionSchema,
  approvalParameters,
  approvalSchema,
} from './approval.schema.js';
import { describeApproval } from './describe-approval.js';
import { ApprovalDecisions } from './resolve-approval.handler.js';

/** The refunds of an order that wanted a second person: `GET /v1/orders/{id}/refund-approvals`. */
@MerchantController('orders/:id/refund-approvals')
export class RefundApprovalsController {
  constructor(
    private readonly own: OwnOrders,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Get()
  @Route({
    id: 'listRefundApprovals',
    right: 'orders:read',
    summary: 'The order’s refunds that wanted a second person, newest first',
    params: orderParameters,
    query: listSchema,
    answers: { 200: ['A page of approvals', listOf(approvalSchema, 'RefundApprovalList')] },
    problems: { 404: 'Absent, malformed, or another merchant’s', 422: 'A limit or cursor that is none' },
  })
  async list(@Param('id') id: string, @Query() page: ListQuery, @Context() { caller }: RequestContext): Promise<object> {
    const found = await this.own.find(caller, id);
    const view = { now: this.clock.now(), noteOf: (sealed: string) => this.own.noteIn(found, sealed) };
    const shown = found.order.refundApprovals.map((one) => describeApproval(found.order, one, view));
    return pageAfter(shown.toReversed(), page);
  }
}

/** What a second person says. An API key is no person: it has no such route. */
@StoreController('orders/:id/refund-approvals')
export class ApprovalDecisionsController {
  constructor(private readonly decisions: ApprovalDecisions) {}

  @Post(':approval')
  @Command()
  @Route({
    id: 'resolveRefundApproval',
    right: 'refunds:create',
    summary: 'Approves or rejects a refund that waits for a second person, or takes one’s own back',
    description:
      'What is approved is given back at once, as far as the order still allows it, and answered like any refund. That takes the right ' +
      '`refunds:approve`, as does rejecting what others asked for. Nobody approves what they asked for; they may take it back by rejecting it.',
    params: approvalParameters,
    body: approvalDecisionSchema,
    answers: {
      200: ['Rejected: nothing is given back', approvalAnswerSchema],
      201: ['Approved, and given back', operationAnswerSchema],
      202: ['Approved, and still under way', operationAnswerSchema],
    },
    problems: {
      402: ['Approved, and the processor refused it: nothing went back', operationProblemSchema],
      403: 'You would approve what you asked for yourself (`own_approval`), or decide about what others asked for without the right (`not_allowed`)',
      404: 'Absent, malformed, or another merchant’s',
      409: 'Somebody decided (`approval_resolved`), there is a note and the customer was forgotten (`customer_forgotten`), its time is over (`approval_expired`), or it can no longer be given back as it was shown (`refund_changed`, `already_refunded`, `refund_pending`), or the same key is still running',
      422: 'Fields that are wrong, each with code and pointer; also `amount_exceeds_refundable`, `quantity_exceeds_refundable`',
    },
  })
  async resolve(
    @Param('id') order: string,
    @Param('approval') approval: string,
    @Body() body: ApprovalDecisionBody,
    @Context() context: RequestContext,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<object> {
    return answerWith(reply, await this.decisions.resolve({ order, approval }, body, context));
  }
}
