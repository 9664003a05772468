import { Module } from '@nestjs/common';
import { ExportsController } from './exports.controller.js';
import { JournalExports } from './journal-exports.client.js';

@Module({ controllers: [ExportsController], providers: [JournalExports], exports: [JournalExports] })
export class ExportsModule {}
