import { Module } from '@nestjs/common';
import { OrdersConsumer } from './orders.consumer.js';
import { PriceHandler } from './price.handler.js';

/** Prices placed orders. */
@Module({ controllers: [OrdersConsumer], providers: [PriceHandler], exports: [PriceHandler] })
export class PriceModule {}
