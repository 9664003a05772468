import { Module } from '@nestjs/common';
import { LiveController } from './live.controller.js';
import { LiveEvents } from './live-events.client.js';

@Module({ controllers: [LiveController], providers: [LiveEvents], exports: [LiveEvents] })
export class LiveModule {}
