import { Module } from '@nestjs/common';
import { LimitMailsModule } from '../limit-mails/limit-mails.module.js';
import { PutSettings } from './put-settings.handler.js';
import { Settings } from './settings.client.js';
import { SettingsController } from './settings.controller.js';

@Module({
  imports: [LimitMailsModule],
  controllers: [SettingsController],
  providers: [PutSettings, Settings],
  exports: [Settings],
})
export class SettingsModule {}
