import { Module } from '@nestjs/common';
import { CONFIG } from '@tollgate/service';
import { ReceiptLease } from './adapters/postgres/receipt-lease.js';
import { ReceiptSender } from './adapters/receipt-sender.js';
import { MailServer } from './adapters/smtp/mail-server.js';
import { smtpServerOf } from './adapters/smtp/smtp-session.js';
import type { Config } from './config.js';
import { InFlight } from './consumers/in-flight.js';
import { OrdersConsumer } from './consumers/orders.consumer.js';

@Module({
  controllers: [OrdersConsumer],
  providers: [
    InFlight,
    ReceiptSender,
    {
      provide: MailServer,
      inject: [CONFIG],
      useFactory: ({ smtpUrl, smtpConnections }: Config) => new MailServer(smtpServerOf(smtpUrl), smtpConnections),
    },
    { provide: ReceiptLease, inject: [CONFIG], useFactory: ({ postgresUrl }: Config) => new ReceiptLease(postgresUrl) },
  ],
})
export class AppModule {
  constructor(
    private readonly mailServer: MailServer,
    private readonly lease: ReceiptLease,
  ) {}

  /** The consumer has ended by then: nothing is on its way. */
  async onApplicationShutdown(): Promise<void> {
    this.mailServer.close();
    await this.lease.close();
  }
}
