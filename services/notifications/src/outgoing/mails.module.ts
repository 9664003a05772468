import { readFileSync } from 'node:fs';
import { Inject, Module, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { systemRandom } from '@tollgate/crypto';
import type { Clock } from '@tollgate/errors';
import { type DueWork, DueWorkRunner, KeyedLease, PostgresDueWork } from '@tollgate/postgres';
import { CLOCK, CONFIG, LOG, type Log, Metrics } from '@tollgate/service';
import { DataSource } from 'typeorm';
import type { Config } from '../config.js';
import { KeepLogo } from '../logos/keep-logo.handler.js';
import { LogosModule } from '../logos/logos.module.js';
import { LogosResponder } from '../logos/logos.responder.js';
import { CustomerData } from '../mails/customer-data.client.js';
import { InFlight } from '../mails/in-flight.handler.js';
import { MailEffect } from '../mails/mail-effect.handler.js';
import { SendMail } from '../mails/send-mail.handler.js';
import { OperatorMails } from '../operator-mails/operator-mails.handler.js';
import { OperatorMailsResponder } from '../operator-mails/operator-mails.responder.js';
import { ReportFiles } from '../operator-mails/report-files.client.js';
import { SentMails } from '../operator-mails/sent-mails.repository.js';
import { DraftsResponder } from '../previews/drafts.responder.js';
import { TestMails } from '../previews/test-mails.handler.js';
import { WriteDraft } from '../previews/write-draft.handler.js';
import { ReceiptSettingsInForce } from '../settings/receipt-settings.repository.js';
import { MailServer } from '../smtp/mail-server.client.js';
import { smtpServerOf } from '../smtp/smtp-session.client.js';
import { MailAlarm } from './mail-alarm.handler.js';
import { MailTriesResponder } from './mail-tries.responder.js';
import { MailsConsumer } from './mails.consumer.js';
import { OwedMails } from './owed-mails.handler.js';
import { OwedMailsRepository } from './owed-mails.repository.js';
import { DUE_WORK, RANDOM } from './tokens.data.js';

const dueWork = {
  provide: DUE_WORK,
  inject: [DataSource, CLOCK],
  useFactory: (database: DataSource, clock: Clock) => new PostgresDueWork({ database, schema: 'notifications', clock }),
};

const runner = {
  provide: DueWorkRunner,
  inject: [DUE_WORK, OwedMails, OperatorMails, CLOCK, LOG, Metrics],
  // biome-ignore lint/complexity/useMaxParams: Nest hands over what `inject` names, one by one
  useFactory: (work: DueWork, mails: OwedMails, operatorMails: OperatorMails, clock: Clock, log: Log, metrics: Metrics) => {
    const handled = metrics.counter('due_work_handled_total', 'Due work handled, by kind and outcome', ['kind', 'outcome']);
    return new DueWorkRunner({
      dueWork: work,
      handlers: [mails, operatorMails, operatorMails.reports],
      clock,
      random: systemRandom,
      onHandled: ({ kind, outcome }) => handled.inc({ kind, outcome }),
      onFailure: (error, item) => log.warn({ error, key: item?.key }, 'a mail that is owed could not be tried, and comes again'),
    });
  },
};

/** A server may take minutes for its answer: a mail on its way is waited for this long when the service stops. What comes of it later nobody
 *  learns, and the mail goes out once more. */
const settleWithinMs = 4_000;

/** Mails to customers, from the event that calls for one to its end. */
@Module({
  imports: [LogosModule],
  controllers: [MailsConsumer, MailTriesResponder, OperatorMailsResponder, LogosResponder, DraftsResponder],
  providers: [
    CustomerData,
    InFlight,
    KeepLogo,
    MailAlarm,
    MailEffect,
    SendMail,
    OperatorMails,
    OwedMails,
    OwedMailsRepository,
    ReportFiles,
    SentMails,
    ReceiptSettingsInForce,
    TestMails,
    WriteDraft,
    dueWork,
    runner,
    { provide: RANDOM, useValue: systemRandom },
    {
      provide: MailServer,
      inject: [CONFIG, CLOCK],
      useFactory: ({ smtpUrl, smtpCaFile, smtpConnections, dkim }: Config, clock: Clock) => {
        const ca = smtpCaFile === undefined ? undefined : readFileSync(smtpCaFile, 'utf8');
        return new MailServer({ ...smtpServerOf(smtpUrl, ca), dkim }, smtpConnections, clock);
      },
    },
    {
      provide: KeyedLease,
      inject: [CONFIG],
      useFactory: ({ postgresUrl }: Config) => KeyedLease.open({ connectionString: postgresUrl, name: 'notifications mails' }),
    },
  ],
})
export class MailsModule implements OnApplicationBootstrap, OnApplicationShutdown {
  // biome-ignore lint/complexity/useMaxParams: what Nest injects
  constructor(
    @Inject(DueWorkRunner) private readonly retries: DueWorkRunner,
    private readonly inFlight: InFlight,
    private readonly mailServer: MailServer,
    private readonly lease: KeyedLease,
  ) {}

  onApplicationBootstrap(): void {
    this.retries.start();
  }

  /** The consumer has ended by then. */
  async onApplicationShutdown(): Promise<void> {
    const tooLong = new Promise((resolve) => setTimeout(resolve, settleWithinMs).unref());
    await Promise.race([this.retries.stop().then(() => this.inFlight.settle()), tooLong]);
    this.mailServer.close();
    await this.lease.close();
  }
}
