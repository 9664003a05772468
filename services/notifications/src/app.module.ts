import { Module } from '@nestjs/common';
import { ORDER_LOG } from '@tollgate/service';
import { SettingsModule } from '@tollgate/settings';
import { CreateDueWork1764200000000 } from './outgoing/1764200000000-create-due-work.migration.js';
import { MailsModule } from './outgoing/mails.module.js';
import { receiptArea } from './settings/receipt-settings.repository.js';

export const migrations = [CreateDueWork1764200000000];

@Module({ imports: [SettingsModule.of({ areas: [receiptArea], orderLog: ORDER_LOG }), MailsModule] })
export class AppModule {}
