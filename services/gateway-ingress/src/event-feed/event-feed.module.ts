import { Module } from '@nestjs/common';
import { LiveModule } from '../live/live.module.js';
import { EventFeedController } from './event-feed.controller.js';
import { EventStreams } from './event-streams.handler.js';
import { MerchantEvents } from './merchant-events.repository.js';

@Module({ imports: [LiveModule], controllers: [EventFeedController], providers: [EventStreams, MerchantEvents] })
export class EventFeedModule {}
