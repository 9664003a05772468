import { Module } from '@nestjs/common';
import { ReportCustomers } from '../customers/report-customers.handler.js';
import { ExportsModule } from '../exports/exports.module.js';
import { OrdersModule } from '../orders/orders.module.js';
import { ReportFilesController } from '../report-files/report-files.controller.js';
import { FurtherReportsController } from './further-reports.controller.js';
import { ReportsController } from './reports.controller.js';

@Module({
  imports: [OrdersModule, ExportsModule],
  controllers: [ReportsController, ReportFilesController, FurtherReportsController],
  providers: [ReportCustomers],
})
export class ReportsModule {}
