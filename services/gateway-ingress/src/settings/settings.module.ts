import { Module } from '@nestjs/common';
import { Settings } from './settings.client.js';
import { SettingsController } from './settings.controller.js';

@Module({ controllers: [SettingsController], providers: [Settings] })
export class SettingsModule {}
