import { Module } from '@nestjs/common';
import { AccessRecordModule } from '../access-record/access-record.module.js';
import { AttemptsModule } from '../attempts/attempts.module.js';
import { SecondFactorsModule } from '../second-factors/second-factors.module.js';
import { SessionsModule } from '../sessions/sessions.module.js';
import { UsersModule } from '../users/users.module.js';
import { SignInController } from './sign-in.controller.js';
import { SignIn } from './sign-in.handler.js';

@Module({
  imports: [AccessRecordModule, AttemptsModule, SecondFactorsModule, SessionsModule, UsersModule],
  controllers: [SignInController],
  providers: [SignIn],
  exports: [SignIn],
})
export class SignInModule {}
