import { Get, Query } from '@nestjs/common';
import { Context, type RequestContext } from '../http/caller.js';
import { MerchantController } from '../http/merchant-controller.js';
import { type ListQuery, listOf, listSchema } from '../http/paging.js';
import { Route } from '../http/route.js';
import { approvalCountSchema, waitingApprovalSchema } from './approval.schema.js';
import { ApprovalQueue } from './approval-queue.handler.js';

/** The refunds that wait for a second person: `GET /v1/refund-approvals`. */
@MerchantController('refund-approvals')
export class ApprovalQueueController {
  constructor(private readonly queue: ApprovalQueue) {}

  @Get()
  @Route({
    id: 'listWaitingRefundApprovals',
    right: 'orders:read',
    summary: 'Refunds that wait for a second person, oldest deadline first',
    description:
      'One that is decided as you ask is left out: a page may have fewer than you asked for, and another one after it. People approve or reject them in ' +
      'Tollgate Central; an API key cannot.',
    query: listSchema,
    answers: { 200: ['A page of what waits', listOf(waitingApprovalSchema, 'WaitingRefundApprovalList')] },
    problems: { 422: 'A limit or cursor that is none' },
  })
  list(@Query() query: ListQuery, @Context() { caller }: RequestContext): Promise<object> {
    return this.queue.page(caller, query);
  }

  @Get('count')
  @Route({
    id: 'countWaitingRefundApprovals',
    right: 'orders:read',
    summary: 'How many refunds wait for a second person, and could be approved now',
    answers: { 200: ['How many', approvalCountSchema] },
  })
  count(@Context() { caller }: RequestContext): Promise<object> {
    return this.queue.count(caller);
  }
}
