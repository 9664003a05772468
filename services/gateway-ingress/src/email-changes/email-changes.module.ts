import { Module } from '@nestjs/common';
import { AccessRecordModule } from '../access-record/access-record.module.js';
import { AttemptsModule } from '../attempts/attempts.module.js';
import { OperatorMailsModule } from '../operator-mails/operator-mails.module.js';
import { PasswordResetsModule } from '../password-resets/password-resets.module.js';
import { SecondFactorsModule } from '../second-factors/second-factors.module.js';
import { SessionsModule } from '../sessions/sessions.module.js';
import { UsersModule } from '../users/users.module.js';
import { ChangeEmail } from './change-email.handler.js';
import { EmailChangesController, OwnEmailController } from './email-changes.controller.js';
import { EmailChanges } from './email-changes.repository.js';

@Module({
  imports: [
    AccessRecordModule,
    AttemptsModule,
    OperatorMailsModule,
    PasswordResetsModule,
    SecondFactorsModule,
    SessionsModule,
    UsersModule,
  ],
  controllers: [OwnEmailController, EmailChangesController],
  providers: [ChangeEmail, EmailChanges],
  exports: [ChangeEmail],
})
export class EmailChangesModule {}
