import { Module } from '@nestjs/common';
import { OrdersModule } from '../orders/orders.module.js';
import { OrderEventsController } from './order-events.controller.js';

@Module({ imports: [OrdersModule], controllers: [OrderEventsController] })
export class OrderEventsModule {}
