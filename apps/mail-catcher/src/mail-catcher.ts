import type { AddressInfo, Server } from 'node:net';
import { httpServer } from './http.js';
import { Mailbox } from './mailbox.js';
import { smtpServer } from './smtp.js';

export interface MailCatcherSettings {
  readonly host?: string;
  /** 0 takes any free port. */
  readonly smtpPort: number;
  readonly httpPort: number;
  readonly journalFile?: string | undefined;
}

export interface MailCatcher {
  readonly smtpUrl: string;
  readonly url: string;
  stop(): Promise<void>;
}

/** A mail server that keeps what it is given, with a page to read it. Resolves when both listen. */
export const startMailCatcher = async (settings: MailCatcherSettings): Promise<MailCatcher> => {
  const host = settings.host ?? '127.0.0.1';
  const mailbox = new Mailbox(settings.journalFile);
  const smtp = smtpServer(mailbox);
  smtp.on('error', () => undefined); // a client that hangs up in mid-sentence is no trouble of ours
  const http = httpServer(mailbox);
  const smtpPort = await listen(smtp.server, settings.smtpPort, host);
  const httpPort = await listen(http, settings.httpPort, host);
  return {
    smtpUrl: `smtp://${host}:${smtpPort}`,
    url: `http://${host}:${httpPort}`,
    stop: async () => {
      http.closeAllConnections();
      await Promise.all([new Promise<void>((resolve) => smtp.close(resolve)), new Promise((resolve) => http.close(resolve))]);
      mailbox.close();
    },
  };
};

const listen = (server: Server, port: number, host: string): Promise<number> =>
  new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve((server.address() as AddressInfo).port);
    });
  });
