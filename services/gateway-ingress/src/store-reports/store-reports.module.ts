import { Module } from '@nestjs/common';
import { UsersModule } from '../users/users.module.js';
import { StoresReportController } from './stores-report.controller.js';
import { StoresReport } from './stores-report.handler.js';

@Module({ imports: [UsersModule], controllers: [StoresReportController], providers: [StoresReport] })
export class StoreReportsModule {}
