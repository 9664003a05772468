import { Module } from '@nestjs/common';
import { PutSettings } from './put-settings.handler.js';
import { Settings } from './settings.client.js';
import { SettingsController } from './settings.controller.js';

@Module({ controllers: [SettingsController], providers: [PutSettings, Settings], exports: [Settings] })
export class SettingsModule {}
