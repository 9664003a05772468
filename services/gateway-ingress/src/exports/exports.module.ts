import { Module } from '@nestjs/common';
import { ExportsController } from './exports.controller.js';
import { FileAnswers } from './file-answers.store.js';
import { JournalExports } from './journal-exports.client.js';

@Module({ controllers: [ExportsController], providers: [JournalExports, FileAnswers], exports: [JournalExports, FileAnswers] })
export class ExportsModule {}
