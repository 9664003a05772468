import { Module } from '@nestjs/common';
import { AccessRecord } from './access-record.handler.js';
import { OperatorActions } from './operator-actions.handler.js';

@Module({ providers: [AccessRecord, OperatorActions], exports: [AccessRecord, OperatorActions] })
export class AccessRecordModule {}
