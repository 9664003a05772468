import { Module } from '@nestjs/common';
import { AccessRecordModule } from '../access-record/access-record.module.js';
import { OperatorMailsModule } from '../operator-mails/operator-mails.module.js';
import { UsersModule } from '../users/users.module.js';
import { AnswerInvitation } from './answer-invitation.handler.js';
import { InvitationMails } from './invitation-mails.handler.js';
import { InvitationsController } from './invitations.controller.js';
import { Invitations } from './invitations.repository.js';

@Module({
  imports: [AccessRecordModule, OperatorMailsModule, UsersModule],
  controllers: [InvitationsController],
  providers: [AnswerInvitation, InvitationMails, Invitations],
  exports: [InvitationMails, Invitations],
})
export class InvitationsModule {}
