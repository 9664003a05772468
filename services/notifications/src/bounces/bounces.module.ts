import { Module } from '@nestjs/common';
import { Bounces } from './bounces.handler.js';
import { BouncesListener } from './bounces.listener.js';

/** Mails that a server took and sent back. */
@Module({ providers: [Bounces, BouncesListener] })
export class BouncesModule {}
