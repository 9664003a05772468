import { Module } from '@nestjs/common';
import { CustomerData } from '../mails/customer-data.client.js';
import { Bounces } from './bounces.handler.js';
import { BouncesListener } from './bounces.listener.js';

/** Mails that a server took and sent back. */
@Module({ providers: [Bounces, BouncesListener, CustomerData] })
export class BouncesModule {}
