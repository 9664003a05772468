import { Module } from '@nestjs/common';
import { AccessRecordModule } from '../access-record/access-record.module.js';
import { AttemptsModule } from '../attempts/attempts.module.js';
import { OperatorMailsModule } from '../operator-mails/operator-mails.module.js';
import { SessionsModule } from '../sessions/sessions.module.js';
import { UsersModule } from '../users/users.module.js';
import { PasswordResetsController } from './password-resets.controller.js';
import { PasswordResetLinks } from './password-resets.repository.js';
import { ResetPassword } from './reset-password.handler.js';

@Module({
  imports: [AccessRecordModule, AttemptsModule, OperatorMailsModule, SessionsModule, UsersModule],
  controllers: [PasswordResetsController],
  providers: [PasswordResetLinks, ResetPassword],
  exports: [PasswordResetLinks, ResetPassword],
})
export class PasswordResetsModule {}
