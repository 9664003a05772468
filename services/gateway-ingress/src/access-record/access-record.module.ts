import { Module } from '@nestjs/common';
import { AccessRecord } from './access-record.handler.js';

@Module({ providers: [AccessRecord], exports: [AccessRecord] })
export class AccessRecordModule {}
