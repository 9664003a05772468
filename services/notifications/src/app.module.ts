import { Module } from '@nestjs/common';
import { ORDER_LOG } from '@tollgate/service';
import { SettingsModule } from '@tollgate/settings';
import { BouncesModule } from './bounces/bounces.module.js';
import { CreateLogos1764500000000 } from './logos/1764500000000-create-logos.migration.js';
import { LOGO_CHECK, LogosModule } from './logos/logos.module.js';
import { CreateDueWork1764200000000 } from './outgoing/1764200000000-create-due-work.migration.js';
import { SentOperatorMails1764600100000 } from './outgoing/1764600100000-sent-operator-mails.migration.js';
import { MailsModule } from './outgoing/mails.module.js';
import { receiptArea } from './settings/receipt-settings.repository.js';
import { CreateWebhooks1765300000000 } from './webhook-endpoints/1765300000000-create-webhooks.migration.js';
import { TellLastTry1765400000000 } from './webhook-endpoints/1765400000000-tell-last-try.migration.js';
import { WebhookEndpointRecord } from './webhook-endpoints/webhook-endpoint.entity.js';
import { WebhooksModule } from './webhooks/webhooks.module.js';

export const entities = [WebhookEndpointRecord];
export const migrations = [
  CreateDueWork1764200000000,
  CreateLogos1764500000000,
  SentOperatorMails1764600100000,
  CreateWebhooks1765300000000,
  TellLastTry1765400000000,
];

const settings = SettingsModule.of({
  areas: [receiptArea],
  orderLog: ORDER_LOG,
  check: { module: LogosModule, token: LOGO_CHECK },
});

@Module({ imports: [settings, MailsModule, BouncesModule, WebhooksModule] })
export class AppModule {}
