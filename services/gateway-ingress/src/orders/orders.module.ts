import { Module } from '@nestjs/common';
import { OrderKeys } from './order-keys.js';
import { OrdersController } from './orders.controller.js';
import { OwnOrders } from './own-orders.js';

@Module({ controllers: [OrdersController], providers: [OrderKeys, OwnOrders], exports: [OrderKeys, OwnOrders] })
export class OrdersModule {}
