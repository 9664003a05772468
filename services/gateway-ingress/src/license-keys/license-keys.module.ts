import { Module } from '@nestjs/common';
import { keyFromFile } from '@tollgate/crypto';
import { LicenseSecrets } from '@tollgate/license-keys';
import { CONFIG } from '@tollgate/service';
import { AccessRecordModule } from '../access-record/access-record.module.js';
import { AttemptsModule } from '../attempts/attempts.module.js';
import type { Config } from '../config.js';
import { GoodsModule } from '../goods/goods.module.js';
import { HoldKeys } from './hold-keys.handler.js';
import { KeyTries } from './key-tries.handler.js';
import { KeyUses } from './key-uses.client.js';
import { KeyUsesController } from './key-uses.controller.js';
import { LicenseKeys } from './license-keys.client.js';
import { LicenseKeysController } from './license-keys.controller.js';

const licenseSecrets = {
  provide: LicenseSecrets,
  inject: [CONFIG],
  useFactory: (config: Config) => new LicenseSecrets(keyFromFile(config.TOLLGATE_LINK_KEY_FILE)),
};

@Module({
  imports: [AccessRecordModule, AttemptsModule, GoodsModule],
  controllers: [LicenseKeysController, KeyUsesController],
  providers: [licenseSecrets, LicenseKeys, KeyTries, KeyUses, HoldKeys],
  exports: [HoldKeys],
})
export class LicenseKeysModule {}
