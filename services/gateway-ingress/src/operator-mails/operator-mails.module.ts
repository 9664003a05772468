import { Module } from '@nestjs/common';
import type { Clock } from '@tollgate/errors';
import { PostgresDueWork } from '@tollgate/postgres';
import { CLOCK } from '@tollgate/service';
import { DataSource } from 'typeorm';
import { DUE_WORK } from './due-work.js';
import { OperatorMails } from './operator-mails.client.js';
import { OwedNotices } from './owed-notices.repository.js';

const dueWork = {
  provide: DUE_WORK,
  inject: [DataSource, CLOCK],
  useFactory: (database: DataSource, clock: Clock) => new PostgresDueWork({ database, schema: 'gateway_ingress', clock }),
};

@Module({ providers: [dueWork, OperatorMails, OwedNotices], exports: [dueWork, OperatorMails, OwedNotices] })
export class OperatorMailsModule {}
