import { Module } from '@nestjs/common';
import { AccessRecordModule } from '../access-record/access-record.module.js';
import { ReportSchedulesModule } from '../report-schedules/report-schedules.module.js';
import { ChangeStore } from './change-store.handler.js';
import { StoresController } from './stores.controller.js';
import { Stores } from './stores.repository.js';
import { StoresResponder } from './stores.responder.js';

@Module({
  imports: [AccessRecordModule, ReportSchedulesModule],
  controllers: [StoresController, StoresResponder],
  providers: [ChangeStore, Stores],
  exports: [Stores],
})
export class StoresModule {}
