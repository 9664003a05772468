import { Module } from '@nestjs/common';
import { AccessRecordModule } from '../access-record/access-record.module.js';
import { AttemptsModule } from '../attempts/attempts.module.js';
import { InvitationsModule } from '../invitations/invitations.module.js';
import { OperatorMailsModule } from '../operator-mails/operator-mails.module.js';
import { ManageMembers } from './manage-members.handler.js';
import { MembersController } from './members.controller.js';
import { Members } from './members.repository.js';

@Module({
  imports: [AccessRecordModule, AttemptsModule, InvitationsModule, OperatorMailsModule],
  controllers: [MembersController],
  providers: [ManageMembers, Members],
  exports: [Members],
})
export class MembersModule {}
