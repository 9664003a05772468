import { Module } from '@nestjs/common';
import { OrdersConsumer } from './consumers/orders.consumer.js';
import { QuotesResponder } from './consumers/quotes.responder.js';

@Module({ controllers: [OrdersConsumer, QuotesResponder] })
export class AppModule {}
