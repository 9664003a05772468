import { Module } from '@nestjs/common';
import { ApprovalMailsModule } from '../approval-mails/approval-mails.module.js';
import { OperatorMailsModule } from '../operator-mails/operator-mails.module.js';
import { KeyPoolMails } from './key-pool-mails.handler.js';
import { KeyPoolMailsResponder } from './key-pool-mails.responder.js';

@Module({
  imports: [ApprovalMailsModule, OperatorMailsModule],
  controllers: [KeyPoolMailsResponder],
  providers: [KeyPoolMails],
})
export class KeyPoolMailsModule {}
