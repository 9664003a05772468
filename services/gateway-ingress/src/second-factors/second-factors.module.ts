import { Module } from '@nestjs/common';
import { AccessRecordModule } from '../access-record/access-record.module.js';
import { AttemptsModule } from '../attempts/attempts.module.js';
import { OperatorMailsModule } from '../operator-mails/operator-mails.module.js';
import { SessionsModule } from '../sessions/sessions.module.js';
import { UsersModule } from '../users/users.module.js';
import { ConfirmPerson } from './confirm-person.handler.js';
import { OwnFactors } from './own-factors.handler.js';
import { Passkeys } from './passkeys.handler.js';
import { PasskeysRepository } from './passkeys.repository.js';
import { RecoveryCodes } from './recovery-codes.repository.js';
import { SecondFactorsController } from './second-factors.controller.js';
import { SecondFactors } from './second-factors.repository.js';
import { TotpSecrets } from './totp.repository.js';

@Module({
  imports: [AccessRecordModule, AttemptsModule, OperatorMailsModule, SessionsModule, UsersModule],
  controllers: [SecondFactorsController],
  providers: [ConfirmPerson, OwnFactors, Passkeys, PasskeysRepository, RecoveryCodes, SecondFactors, TotpSecrets],
  exports: [ConfirmPerson, Passkeys, RecoveryCodes, SecondFactors, TotpSecrets],
})
export class SecondFactorsModule {}
