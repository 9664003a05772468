import { Module } from '@nestjs/common';
import { ApprovalMailsModule } from '../approval-mails/approval-mails.module.js';
import { OperatorMailsModule } from '../operator-mails/operator-mails.module.js';
import { LimitMails } from './limit-mails.handler.js';
import { OwedLimitMails } from './owed-limit-mails.repository.js';

@Module({
  imports: [ApprovalMailsModule, OperatorMailsModule],
  providers: [LimitMails, OwedLimitMails],
  exports: [LimitMails, OwedLimitMails],
})
export class LimitMailsModule {}
