import { Module } from '@nestjs/common';
import { LimitMailsModule } from '../limit-mails/limit-mails.module.js';
import { PutSettings } from './put-settings.handler.js';
import { Settings } from './settings.client.js';
import { SettingsController } from './settings.controller.js';
import { SettingsHistory } from './settings-history.repository.js';

@Module({
  imports: [LimitMailsModule],
  controllers: [SettingsController],
  providers: [PutSettings, Settings, SettingsHistory],
  exports: [Settings],
})
export class SettingsModule {}
