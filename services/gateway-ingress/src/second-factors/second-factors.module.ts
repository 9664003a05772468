import { Module } from '@nestjs/common';
import { AccessRecordModule } from '../access-record/access-record.module.js';
import { OperatorMailsModule } from '../operator-mails/operator-mails.module.js';
import { SessionsModule } from '../sessions/sessions.module.js';
import { UsersModule } from '../users/users.module.js';
import { OwnFactors } from './own-factors.handler.js';
import { Passkeys } from './passkeys.handler.js';
import { PasskeysRepository } from './passkeys.repository.js';
import { RecoveryCodes } from './recovery-codes.repository.js';
import { SecondFactorsController } from './second-factors.controller.js';
import { SecondFactors } from './second-factors.repository.js';
import { TotpSecrets } from './totp.repository.js';

@Module({
  imports: [AccessRecordModule, OperatorMailsModule, SessionsModule, UsersModule],
  controllers: [SecondFactorsController],
  providers: [OwnFactors, Passkeys, PasskeysRepository, RecoveryCodes, SecondFactors, TotpSecrets],
  exports: [Passkeys, RecoveryCodes, SecondFactors, TotpSecrets],
})
export class SecondFactorsModule {}
