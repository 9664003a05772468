import { Module } from '@nestjs/common';
import { ReportCustomers } from '../customers/report-customers.handler.js';
import { OrdersModule } from '../orders/orders.module.js';
import { FurtherReportsController } from './further-reports.controller.js';
import { ReportsController } from './reports.controller.js';

@Module({
  imports: [OrdersModule],
  controllers: [ReportsController, FurtherReportsController],
  providers: [ReportCustomers],
})
export class ReportsModule {}
