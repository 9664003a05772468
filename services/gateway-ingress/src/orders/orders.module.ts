import { Module } from '@nestjs/common';
import { OrderKeys } from './order-keys.store.js';
import { OrdersController } from './orders.controller.js';
import { OwnOrders } from './own-orders.repository.js';

@Module({ controllers: [OrdersController], providers: [OrderKeys, OwnOrders], exports: [OrderKeys, OwnOrders] })
export class OrdersModule {}
