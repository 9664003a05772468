import { Module } from '@nestjs/common';
import { AccessRecordModule } from '../access-record/access-record.module.js';
import { GoodsModule } from '../goods/goods.module.js';
import { HoldKeys } from './hold-keys.handler.js';
import { KeyUses } from './key-uses.client.js';
import { KeyUsesController } from './key-uses.controller.js';
import { LicenseKeys } from './license-keys.client.js';
import { LicenseKeysController } from './license-keys.controller.js';

@Module({
  imports: [AccessRecordModule, GoodsModule],
  controllers: [LicenseKeysController, KeyUsesController],
  providers: [LicenseKeys, KeyUses, HoldKeys],
  exports: [HoldKeys],
})
export class LicenseKeysModule {}
