import { Module } from '@nestjs/common';
import { OperatorMailsModule } from '../operator-mails/operator-mails.module.js';
import { ApprovalMails } from './approval-mails.handler.js';
import { ApprovalPeople } from './approval-people.repository.js';
import { OwedApprovalMails } from './owed-approval-mails.repository.js';

@Module({
  imports: [OperatorMailsModule],
  providers: [ApprovalMails, ApprovalPeople, OwedApprovalMails],
  exports: [ApprovalMails, ApprovalPeople, OwedApprovalMails],
})
export class ApprovalMailsModule {}
