import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { writePrivateFile } from '../../servers/paths.ts';
import type { Stack } from '../stack/runtime.ts';

/** What scripts and tests need to use a running stack. It exists only while the stack is ready. */
export interface Demo {
  readonly apiUrl: string;
  readonly apiKey: string;
  readonly merchantId: string;
  readonly caFile: string;
  readonly centralUrl: string;
  readonly centralUser: string;
  readonly centralPassword: string;
  readonly downloadsUrl: string;
  readonly mailUrl: string;
  readonly tracesUrl: string;
  readonly storefrontUrl: string;
  readonly postgresUrl: string;
  readonly natsUrl: string;
  readonly s3Url: string;
  /** Of the simulators; left out where an outside acquirer, or a Stripe account, takes their place. */
  readonly acquirerJournal?: string;
  readonly stripeJournal?: string;
  readonly mailJournal: string;
  readonly pids: Readonly<Record<string, number>>;
}

export const demoFileOf = (dataDir: string): string => join(dataDir, 'demo.json');

export const demoOf = (stack: Stack, pids: Readonly<Record<string, number>>): Demo => ({
  apiUrl: stack.apiUrl,
  apiKey: stack.secrets.apiKey,
  merchantId: stack.merchantId,
  caFile: stack.tlsFile('ca.pem'),
  centralUrl: stack.centralUrl,
  centralUser: stack.userEmail,
  centralPassword: stack.secrets.userPassword,
  downloadsUrl: stack.downloadsUrl,
  mailUrl: stack.mailUrl,
  tracesUrl: stack.tracesUrl,
  storefrontUrl: stack.storefrontUrl,
  postgresUrl: stack.postgresUrl,
  natsUrl: stack.natsUrl,
  s3Url: stack.s3Url,
  ...(stack.acquirerJournal === undefined ? {} : { acquirerJournal: stack.acquirerJournal }),
  ...(stack.stripeJournal === undefined ? {} : { stripeJournal: stack.stripeJournal }),
  mailJournal: join(stack.dataDir, 'mail.jsonl'),
  pids,
});

export const writeDemo = (stack: Stack, pids: Readonly<Record<string, number>>): void =>
  writePrivateFile(demoFileOf(stack.dataDir), `${JSON.stringify(demoOf(stack, pids), null, 2)}\n`);

export const removeDemo = (dataDir: string): void => rmSync(demoFileOf(dataDir), { force: true });
