import { Module } from '@nestjs/common';
import { AccessRecordModule } from '../access-record/access-record.module.js';
import { ExportsModule } from '../exports/exports.module.js';
import { UsersModule } from '../users/users.module.js';
import { StoresReportController } from './stores-report.controller.js';
import { StoresReport } from './stores-report.handler.js';

@Module({
  imports: [AccessRecordModule, UsersModule, ExportsModule],
  controllers: [StoresReportController],
  providers: [StoresReport],
})
export class StoreReportsModule {}
