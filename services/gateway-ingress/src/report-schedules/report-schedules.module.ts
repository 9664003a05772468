import { Module } from '@nestjs/common';
import { AccessRecordModule } from '../access-record/access-record.module.js';
import { ExportsModule } from '../exports/exports.module.js';
import { OperatorMailsModule } from '../operator-mails/operator-mails.module.js';
import { ManageSchedules } from './manage-schedules.handler.js';
import { ReportSchedulesController } from './report-schedules.controller.js';
import { ReportSchedules } from './report-schedules.repository.js';
import { SendReport } from './send-report.handler.js';

@Module({
  imports: [AccessRecordModule, ExportsModule, OperatorMailsModule],
  controllers: [ReportSchedulesController],
  providers: [ManageSchedules, ReportSchedules, SendReport],
  exports: [ReportSchedules, SendReport],
})
export class ReportSchedulesModule {}
