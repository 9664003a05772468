import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import type { IncomingMessage } from 'node:http';
import { request } from 'node:https';
import { setTimeout as sleep } from 'node:timers/promises';
import { newWebhookKey, webhookSecretOf, webhookSignatures } from '@tollgate/crypto';
import { messagesIn, type ServerSentMessage } from '../server-sent-messages.js';
import { CannotCheck, findStack, need } from '../stack.js';

export interface ListenOptions {
  readonly forward: string;
  /** Holds an API key: whoever lists processes sees what stands in a command, but not what lies in a file. */
  readonly keyFile?: string;
  readonly api?: string;
}

interface Listening {
  readonly api: string;
  readonly apiKey: string;
  readonly ca: Buffer | undefined;
  readonly forward: URL;
  readonly key: Uint8Array;
  /** What was heard last. */
  lastId: string;
  /** Whether whoever waits knows that nothing is missed from here on. */
  isTold: boolean;
}

const AGAIN_MS = 1_000;
const FORWARD_WITHIN_MS = 10_000;
/** The API sends something every 15 s. */
const SILENT_MS = 45_000;

const open = async ({ api, apiKey, ca, lastId }: Listening): Promise<IncomingMessage> => {
  const headers = { authorization: `Bearer ${apiKey}`, accept: 'text/event-stream', 'last-event-id': lastId };
  const asked = request(new URL('/v1/events', api), { headers, ...(ca === undefined ? {} : { ca }) });
  asked.setTimeout(SILENT_MS, () => asked.destroy(new Error(`nothing came for ${SILENT_MS / 1_000} s`)));
  asked.end();
  const [answer] = (await once(asked, 'response')) as [IncomingMessage];
  asked.on('error', () => undefined); // the answer breaks off then, too
  return answer;
};

/** Sends one event on, signed as a webhook is, and says what became of it. It is sent once. */
const forward = async ({ forward: url, key }: Listening, body: string): Promise<void> => {
  const { id, type, subject = '' } = JSON.parse(body) as { id: string; type: string; subject?: string };
  const timestamp = Math.floor(Date.now() / 1_000);
  const headers = {
    'content-type': 'application/json',
    'webhook-id': id,
    'webhook-timestamp': String(timestamp),
    'webhook-signature': webhookSignatures('hmac', [key], { id, timestamp, body }),
  };
  const signal = AbortSignal.timeout(FORWARD_WITHIN_MS);
  const sent = fetch(url, { method: 'POST', headers, body, redirect: 'manual', signal });
  const outcome = await sent.then(
    async (answer) => {
      await answer.body?.cancel();
      return String(answer.status);
    },
    () => 'no answer',
  );
  console.log(`${type.padEnd(24)} ${subject} ${outcome}`);
};

/** Until the stream ends. Answers its status. */
const follow = async (listening: Listening): Promise<number> => {
  const answer = await open(listening);
  if (answer.statusCode !== 200) {
    answer.resume();
    return answer.statusCode ?? 0;
  }
  if (!listening.isTold) console.log(`Forwards to ${listening.forward.href}, signed by ${webhookSecretOf(listening.key)}`);
  listening.isTold = true;
  let text = '';
  for await (const part of answer.setEncoding('utf8')) {
    const { messages, rest } = messagesIn(text + part);
    text = rest;
    for (const message of messages) await take(listening, message);
  }
  return 200;
};

const take = async (listening: Listening, { id, data }: ServerSentMessage): Promise<void> => {
  if (data !== undefined) await forward(listening, data);
  if (id !== undefined) listening.lastId = id;
};

const keyIn = (file: string): string => {
  try {
    return readFileSync(file, 'utf8').trim();
  } catch (cause) {
    throw new CannotCheck(`${file} cannot be read`, { cause });
  }
};

const listeningTo = ({ forward: url, keyFile, api }: ListenOptions): Listening => {
  const target = URL.parse(url);
  if (target === null || !/^https?:$/.test(target.protocol)) throw new CannotCheck(`${url} is no address of a server`);
  const stack = findStack();
  const ca = api === undefined ? readFileSync(need(stack, 'caFile')) : undefined;
  const address = { api: api ?? need(stack, 'apiUrl'), apiKey: keyFile === undefined ? need(stack, 'apiKey') : keyIn(keyFile) };
  return { ...address, ca, forward: target, key: newWebhookKey(), lastId: '', isTold: false };
};

/** `tollgate listen --forward <url>`: sends what happens from now on to a server on this machine, as webhooks are sent. A stream that
 *  ends or breaks off goes on where it was. Answers 1 where the API refuses the key, 0 at SIGINT. Throws CannotCheck where the API never answered. */
export const listenCommand = async (options: ListenOptions): Promise<number> => {
  const listening = listeningTo(options);
  process.once('SIGINT', () => process.exit(0));
  for (;;) {
    const status = await follow(listening).catch((cause: unknown) => {
      if (listening.lastId === '') throw new CannotCheck('the API does not answer', { cause });
      return 503;
    });
    if (status !== 200 && status < 500 && status !== 429) {
      console.error(`The API refuses to tell events: ${status}.`);
      return 1;
    }
    await sleep(AGAIN_MS);
  }
};
