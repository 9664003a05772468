import { DueWorkRunner } from '@tollgate/postgres';
import { CustomerData } from '../../../services/notifications/dist/mails/customer-data.client.js';
import { InFlight } from '../../../services/notifications/dist/mails/in-flight.handler.js';
import { MailEffect } from '../../../services/notifications/dist/mails/mail-effect.handler.js';
import { MAIL, SendMail } from '../../../services/notifications/dist/mails/send-mail.handler.js';
import { MailAlarm } from '../../../services/notifications/dist/outgoing/mail-alarm.handler.js';
import { MailsConsumer } from '../../../services/notifications/dist/outgoing/mails.consumer.js';
import { OwedMails } from '../../../services/notifications/dist/outgoing/owed-mails.handler.js';
import { ReceiptSettingsInForce } from '../../../services/notifications/dist/settings/receipt-settings.repository.js';
import { downloadsUrl, keyFiles } from './keys.ts';
import { handlersOf, listen, loggerOf, noMetrics, standIn } from './nest.ts';
import { settingsOf } from './settings.ts';
import type { StartService } from './system.ts';
import { webhooksIn } from './webhooks.ts';

const config = {
  postgresUrl: '',
  smtpUrl: '',
  smtpCaFile: undefined,
  dkim: undefined,
  bounces: undefined,
  smtpConnections: 4,
  mailFrom: 'receipts@tollgate.example',
  downloadsUrl,
  keyEncryptionKeyFile: keyFiles.encryption,
  linkKeyFile: keyFiles.link,
  webhookPorts: [],
  allowsLocalWebhooks: false,
};

/** By their defaults settings name none. */
const noLogos = { find: async () => undefined };

const POLL_MS = 5_000;

export const startNotifications: StartService = (process, system) => {
  const log = system.logOf(process);
  const { clock } = process;
  const { random } = system.world;
  const logger = loggerOf(process, system);
  const dueWork = system.dueWorkOf(process);
  const lease = system.part('locks', system.locks.of(process), process);
  const mailServer = system.part('mailServer', system.mailServer.of(process), process);
  const settings = new ReceiptSettingsInForce(settingsOf(process, system, log));
  const alarm = new MailAlarm(standIn(noMetrics), standIn(logger));
  const customers = new CustomerData(config);
  const effects = new MailEffect(
    log,
    config,
    clock,
    standIn(mailServer),
    settings,
    alarm,
    standIn(noLogos),
    customers,
    standIn(noMetrics),
  );
  const owedMails = {
    find: (keys: readonly string[]) =>
      process.effect('look at what is owed', () =>
        keys
          .flatMap((key) => system.sharedDueWork(process.service).find(MAIL, key) ?? [])
          .map(({ payload, dueAt }) => ({ owed: payload, dueAt })),
      ),
  };
  const mails = new SendMail(
    log,
    dueWork,
    clock,
    random,
    standIn(logger),
    new InFlight(),
    standIn(lease),
    effects,
    standIn(owedMails),
  );
  const owed = new OwedMails(log, clock, random, config, mails, standIn(mailServer));
  const onFailure = (error: unknown): void => logger.warn({ error }, 'a mail that is owed could not be tried');
  new DueWorkRunner({
    dueWork,
    handlers: [owed, ...webhooksIn(process, system, config)],
    clock,
    random,
    pollMs: POLL_MS,
    onFailure,
  }).start();
  listen(process, system, handlersOf(new MailsConsumer(mails)));
};
