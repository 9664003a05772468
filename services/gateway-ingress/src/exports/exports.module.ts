import { Module } from '@nestjs/common';
import { AccessRecordModule } from '../access-record/access-record.module.js';
import { ExportsController } from './exports.controller.js';
import { FileAnswers } from './file-answers.store.js';
import { JournalExports } from './journal-exports.client.js';

@Module({
  imports: [AccessRecordModule],
  controllers: [ExportsController],
  providers: [JournalExports, FileAnswers],
  exports: [AccessRecordModule, JournalExports, FileAnswers],
})
export class ExportsModule {}
