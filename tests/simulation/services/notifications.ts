import { InFlight } from '../../../services/notifications/dist/mails/in-flight.handler.js';
import { SendMail } from '../../../services/notifications/dist/mails/send-mail.handler.js';
import { ReceiptsConsumer } from '../../../services/notifications/dist/receipts/receipts.consumer.js';
import { RefundsConsumer } from '../../../services/notifications/dist/refunds/refunds.consumer.js';
import { ReceiptSettingsInForce } from '../../../services/notifications/dist/settings/receipt-settings.repository.js';
import { downloadsUrl, keyFiles } from './keys.ts';
import { handlersOf, listen, noMetrics, standIn } from './nest.ts';
import { settingsOf } from './settings.ts';
import type { StartService } from './system.ts';

const config = {
  postgresUrl: '',
  smtpUrl: '',
  smtpConnections: 4,
  mailFrom: 'receipts@tollgate.example',
  downloadsUrl,
  keyEncryptionKeyFile: keyFiles.encryption,
  linkKeyFile: keyFiles.link,
};

export const startNotifications: StartService = (process, system) => {
  const log = system.logOf(process);
  const inFlight = new InFlight(standIn(system.part('locks', system.locks.of(process), process)));
  const mailServer = system.part('mailServer', system.mailServer.of(process), process);
  const settings = new ReceiptSettingsInForce(settingsOf(process, system, log));
  const mails = new SendMail(log, config, inFlight, standIn(mailServer), settings, standIn(noMetrics));
  listen(process, system, handlersOf(new ReceiptsConsumer(mails, config), new RefundsConsumer(mails)));
};
