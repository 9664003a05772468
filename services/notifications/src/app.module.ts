import { Module } from '@nestjs/common';
import { KeyedLease } from '@tollgate/postgres';
import { CONFIG, ORDER_LOG } from '@tollgate/service';
import { SettingsModule } from '@tollgate/settings';
import type { Config } from './config.js';
import { InFlight } from './mails/in-flight.handler.js';
import { SendMail } from './mails/send-mail.handler.js';
import { ReceiptsConsumer } from './receipts/receipts.consumer.js';
import { RefundsConsumer } from './refunds/refunds.consumer.js';
import { ReceiptSettingsInForce, receiptArea } from './settings/receipt-settings.repository.js';
import { MailServer } from './smtp/mail-server.client.js';
import { smtpServerOf } from './smtp/smtp-session.client.js';

@Module({
  imports: [SettingsModule.of({ areas: [receiptArea], orderLog: ORDER_LOG })],
  controllers: [ReceiptsConsumer, RefundsConsumer],
  providers: [
    InFlight,
    SendMail,
    ReceiptSettingsInForce,
    {
      provide: MailServer,
      inject: [CONFIG],
      useFactory: ({ smtpUrl, smtpConnections }: Config) => new MailServer(smtpServerOf(smtpUrl), smtpConnections),
    },
    {
      provide: KeyedLease,
      inject: [CONFIG],
      useFactory: ({ postgresUrl }: Config) => KeyedLease.open({ connectionString: postgresUrl, name: 'notifications mails' }),
    },
  ],
})
export class AppModule {
  constructor(
    private readonly mailServer: MailServer,
    private readonly lease: KeyedLease,
  ) {}

  /** The consumer has ended by then: nothing is on its way. */
  async onApplicationShutdown(): Promise<void> {
    this.mailServer.close();
    await this.lease.close();
  }
}
