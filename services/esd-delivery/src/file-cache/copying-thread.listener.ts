import { createHash } from 'node:crypto';
import { writeSync } from 'node:fs';
import { get, type IncomingMessage } from 'node:http';
import { get as getByTls } from 'node:https';
import { parentPort, workerData } from 'node:worker_threads';
import type { CopyJob } from './copy-job.js';

const silentMs = 10_000;

const ask = (address: string): Promise<IncomingMessage> =>
  new Promise((resolve, reject) => {
    const sent = (address.startsWith('https:') ? getByTls : get)(address, { agent: false }, resolve);
    sent.setTimeout(silentMs, () => sent.destroy(new Error('the store is silent')));
    sent.once('error', reject);
  });

/** Answers the SHA-256 of what it wrote, in hexadecimal digits. */
const copy = async ({ address, descriptor }: CopyJob): Promise<string> => {
  const answer = await ask(address);
  if (answer.statusCode !== 200) throw new Error(`the store answered ${answer.statusCode}`);
  const hash = createHash('sha256');
  for await (const bytes of answer as AsyncIterable<Buffer>) {
    hash.update(bytes);
    for (let done = 0; done < bytes.length; ) done += writeSync(descriptor, bytes, done);
  }
  if (!answer.complete) throw new Error('the store gave up');
  return hash.digest('hex');
};

parentPort?.postMessage(await copy(workerData as CopyJob));
