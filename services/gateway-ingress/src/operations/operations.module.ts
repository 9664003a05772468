import { Module } from '@nestjs/common';
import { ApprovalMailsModule } from '../approval-mails/approval-mails.module.js';
import { CapturesController } from '../captures/captures.controller.js';
import { OrdersModule } from '../orders/orders.module.js';
import { OutcomesModule } from '../outcomes/outcomes.module.js';
import { ApprovalQueueController } from '../refund-approvals/approval-queue.controller.js';
import { ApprovalQueue } from '../refund-approvals/approval-queue.handler.js';
import { ApprovalDecisionsController, RefundApprovalsController } from '../refund-approvals/refund-approvals.controller.js';
import { ApprovalDecisions } from '../refund-approvals/resolve-approval.handler.js';
import { WaitingApprovals } from '../refund-approvals/waiting-approvals.repository.js';
import { RefundsController } from '../refunds/refunds.controller.js';
import { RequestRefund } from '../refunds/request-refund.handler.js';
import { VoidsController } from '../voids/voids.controller.js';
import { RequestOperation } from './request-operation.handler.js';

/** What merchants ask of an order's money. */
@Module({
  imports: [ApprovalMailsModule, OrdersModule, OutcomesModule],
  controllers: [
    CapturesController,
    VoidsController,
    RefundsController,
    RefundApprovalsController,
    ApprovalDecisionsController,
    ApprovalQueueController,
  ],
  providers: [RequestOperation, RequestRefund, ApprovalDecisions, ApprovalQueue, WaitingApprovals],
})
export class OperationsModule {}
