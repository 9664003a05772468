import { Module } from '@nestjs/common';
import { LeaderSession } from './adapters/postgres/leader-session.js';
import { ReportReader } from './adapters/postgres/report-reader.js';
import { ReportStore } from './adapters/postgres/report-store.js';
import { OrderLogTail } from './consumers/order-log.tail.js';
import { ReportsResponder } from './consumers/reports.responder.js';

@Module({ controllers: [ReportsResponder], providers: [LeaderSession, ReportStore, ReportReader, OrderLogTail] })
export class AppModule {}
