import { Module } from '@nestjs/common';
import { OrdersModule } from '../orders/orders.module.js';
import { CustomerOrders } from './customer-orders.repository.js';
import { CustomersController } from './customers.controller.js';
import { Customers } from './customers.handler.js';
import { ForgetCustomer } from './forget-customer.handler.js';

@Module({
  imports: [OrdersModule],
  controllers: [CustomersController],
  providers: [CustomerOrders, Customers, ForgetCustomer],
})
export class CustomersModule {}
