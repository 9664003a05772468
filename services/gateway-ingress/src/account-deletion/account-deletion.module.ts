import { Module } from '@nestjs/common';
import { AccessRecordModule } from '../access-record/access-record.module.js';
import { MembersModule } from '../members/members.module.js';
import { OperatorMailsModule } from '../operator-mails/operator-mails.module.js';
import { SecondFactorsModule } from '../second-factors/second-factors.module.js';
import { UsersModule } from '../users/users.module.js';
import { AccountDeletionController } from './account-deletion.controller.js';
import { DeleteAccount } from './delete-account.handler.js';

@Module({
  imports: [AccessRecordModule, MembersModule, OperatorMailsModule, SecondFactorsModule, UsersModule],
  controllers: [AccountDeletionController],
  providers: [DeleteAccount],
})
export class AccountDeletionModule {}
