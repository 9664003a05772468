import { Module } from '@nestjs/common';
import { BuyersResponder } from './buyers.responder.js';
import { OrderKeys } from './order-keys.store.js';
import { OrdersController } from './orders.controller.js';
import { OwnOrders } from './own-orders.repository.js';

@Module({ controllers: [OrdersController, BuyersResponder], providers: [OrderKeys, OwnOrders], exports: [OrderKeys, OwnOrders] })
export class OrdersModule {}
