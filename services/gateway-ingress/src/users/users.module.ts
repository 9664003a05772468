import { Module } from '@nestjs/common';
import { AccessRecordModule } from '../access-record/access-record.module.js';
import { AttemptsModule } from '../attempts/attempts.module.js';
import { OperatorMailsModule } from '../operator-mails/operator-mails.module.js';
import { SessionsModule } from '../sessions/sessions.module.js';
import { ConfirmPassword } from './confirm-password.handler.js';
import { DemoUser } from './demo-user.handler.js';
import { OwnAccountController } from './own-account.controller.js';
import { OwnAccount } from './own-account.handler.js';
import { Passwords } from './passwords.handler.js';
import { Users } from './users.repository.js';

@Module({
  imports: [AccessRecordModule, AttemptsModule, OperatorMailsModule, SessionsModule],
  controllers: [OwnAccountController],
  providers: [ConfirmPassword, DemoUser, OwnAccount, Passwords, Users],
  exports: [ConfirmPassword, DemoUser, Passwords, Users],
})
export class UsersModule {}
