import { Module } from '@nestjs/common';
import { OrdersModule } from '../orders/orders.module.js';
import { OrderSearchController } from './order-search.controller.js';

@Module({ imports: [OrdersModule], controllers: [OrderSearchController] })
export class OrderSearchModule {}
