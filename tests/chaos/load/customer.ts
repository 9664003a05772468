// A customer who fetches what was bought: whole or in pieces, goes on where it broke, and keeps a journal of what
// really arrived.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { IncomingMessage } from 'node:http';
import { request } from 'node:https';
import { connect as connectTcp } from 'node:net';
import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { connect as connectTls } from 'node:tls';
import type { Demo } from '../../stack.ts';
import type { Journal } from '../journal.ts';
import type { Paper } from './paper.ts';

export interface Purchase {
  readonly merchant: string;
  readonly order: string;
  /** Of the page; the file lies behind it. */
  readonly url: string;
  /** Undefined: a copy of the buyer's own, whose size and digest its page and its answers tell. */
  readonly file: Paper | undefined;
  /** After so many bytes the customer's connection breaks, once. */
  readonly breaksAt?: number | undefined;
}

/** `whole`: everything, and as it was sold. `denied`: refused before it had arrived. `corrupt`: other bytes. `open`:
 *  given up at the end of the run. */
export type Fetched = 'whole' | 'denied' | 'corrupt' | 'open';

const silentMs = 5_000;
const pauseMs = 300;

/** A file while it is fetched. */
interface Download {
  readonly url: string;
  readonly chunks: Buffer[];
  /** As it was handed in; of a copy of the buyer's own as what is sent says of itself. */
  told: Paper | undefined;
  readonly isCopy: boolean;
  breakAt: number | undefined;
}

interface Part {
  readonly status: number;
  readonly code?: string | undefined;
  /** As it was asked to. */
  readonly waitMs?: number;
}

export class Customer {
  readonly counts: Record<Fetched, number> = { whole: 0, denied: 0, corrupt: 0, open: 0 };
  /** Those among them that are copies of the buyer's own. */
  readonly copies: Record<Fetched, number> = { whole: 0, denied: 0, corrupt: 0, open: 0 };
  private readonly ca: Buffer;
  private readonly journal: Journal;
  private readonly patience: AbortSignal;

  constructor({ caFile }: Demo, journal: Journal, patience: AbortSignal) {
    this.ca = readFileSync(caFile);
    this.journal = journal;
    this.patience = patience;
  }

  async fetch(purchase: Purchase): Promise<Fetched> {
    const { merchant, order, file } = purchase;
    const line = { client: 'customer', kind: 'download', merchant, order };
    this.journal.write({ event: 'invoke', ...line });
    const { result, chunks, begins, last, told, shownSha256 } = await this.untilWhole(purchase);
    const bytes = Buffer.concat(chunks);
    const saved = createHash('sha256').update(bytes).digest('hex');
    const isAsTold = saved === told?.sha256 && (shownSha256 === undefined || shownSha256 === saved);
    const fetched = result === 'whole' && !isAsTold ? 'corrupt' : result;
    const event = fetched === 'whole' ? 'ok' : fetched === 'open' ? 'unknown' : 'fail';
    const what = { sizeBytes: told?.sizeBytes, savedBytes: bytes.length, sha256: saved, tries: begins.length, result: fetched };
    const copy = file === undefined && { toldSha256: told?.sha256, shownSha256 };
    const { status, code } = last;
    this.journal.write({ event, ...line, ...what, ...copy, status, code, ...(fetched === 'corrupt' && { begins }) });
    this.counts[fetched] += 1;
    if (file === undefined) this.copies[fetched] += 1;
    return fetched;
  }

  private async untilWhole({ url, file, breaksAt }: Purchase) {
    const download: Download = { url: `${url}/file`, chunks: [], told: file, isCopy: file === undefined, breakAt: breaksAt };
    let last: Part = { status: 0 };
    let shownSha256: string | undefined;
    const begins: number[] = []; // the byte at which each try began
    const so = (result: Fetched) => ({ result, begins, last, shownSha256, chunks: download.chunks, told: download.told });
    for (;;) {
      if (file === undefined) shownSha256 ??= await this.shown(url).catch(() => undefined);
      begins.push(have(download.chunks));
      last = await this.part(download).catch(() => ({ status: 0 }));
      download.breakAt = undefined;
      if (isAllThere(download)) return so('whole');
      if (isRefused(last)) return so('denied');
      if (this.patience.aborted) return so('open');
      await sleep(pauseAfter(last, download));
    }
  }

  /** The digest that the page shows, once there is one. */
  private shown(url: string): Promise<string | undefined> {
    return new Promise((resolve, reject) => {
      const { hostname: servername, host } = new URL(url);
      const options = { host: '127.0.0.1', servername, headers: { host }, ca: this.ca, timeout: silentMs, agent: false };
      const sent = request(url, options, (response) => {
        text(response).then((page) => resolve(/<code>([0-9a-f]{64})<\/code>/.exec(page)?.[1]), reject);
      });
      sent.on('timeout', () => sent.destroy(new Error('silence')));
      sent.on('error', reject);
      sent.end();
    });
  }

  /** One request, for all that is missing; what arrives until it ends is kept, however it ends: what its connection had still to read after that
   *  would come beside the next request's bytes. A line that breaks resets: what closes in order has taken all that reached its computer. */
  private part(download: Download): Promise<Part> {
    const { url, chunks, breakAt } = download;
    const from = have(chunks);
    const headers = from > 0 ? { range: `bytes=${from}-` } : {};
    const { hostname, port } = new URL(url);
    const line = connectTcp(Number(port), '127.0.0.1');
    const createConnection = () => connectTls({ socket: line, ca: this.ca, servername: hostname });
    let isOver = false;
    const keep = (chunk: Buffer): void => {
      if (isOver) return;
      chunks.push(chunk);
      if (breakAt !== undefined && have(chunks) >= breakAt) line.resetAndDestroy();
    };
    return new Promise<Part>((resolve, reject) => {
      line.on('error', reject);
      const sent = request(url, { createConnection, headers, timeout: silentMs }, (response) => {
        const status = response.statusCode ?? 0;
        if (status === 200 && from > 0) chunks.length = 0; // it begins again
        if (status !== 200 && status !== 206)
          problemIn(response).then((code) => resolve({ status, code, waitMs: waitIn(response) }), reject);
        else {
          learn(download, response);
          response.on('data', keep);
          response.on('end', () => resolve({ status }));
          response.on('error', reject);
          response.on('close', () => reject(new Error('it broke')));
        }
      });
      sent.on('timeout', () => sent.destroy(new Error('silence')));
      sent.on('error', reject);
      sent.end();
    }).finally(() => {
      isOver = true;
    });
  }
}

const have = (chunks: readonly Buffer[]): number => chunks.reduce((sum, { length }) => sum + length, 0);

/** 429 and 5xx pass. */
const isRefused = ({ status }: Part): boolean => status >= 400 && status < 500 && status !== 429;

/** Of a copy: what it is, as soon as it says so. */
const learn = (download: Download, response: IncomingMessage): void => {
  if (download.isCopy) download.told = toldIn(response) ?? download.told;
};

/** The whole file's size and digest, by the headers of any part of it. */
const toldIn = ({ headers }: IncomingMessage): Paper | undefined => {
  const size = headers['content-range']?.split('/')[1] ?? headers['content-length'];
  const digest = /^sha-256=:(.+):$/.exec(String(headers['repr-digest']))?.[1];
  if (size === undefined || digest === undefined) return undefined;
  return { sizeBytes: Number(size), sha256: Buffer.from(digest, 'base64').toString('hex') };
};

const isAllThere = ({ told, chunks }: Download): boolean => told !== undefined && have(chunks) >= told.sizeBytes;

/** Who waits for a copy comes again when it is told to. */
const pauseAfter = ({ waitMs = pauseMs }: Part, { isCopy }: Download): number => (isCopy ? waitMs : pauseMs);
const longestWaitMs = 5_000;
const waitIn = ({ headers }: IncomingMessage): number =>
  Math.min(longestWaitMs, 1_000 * Number(headers['retry-after'] ?? 0)) || pauseMs;

const problemIn = async (response: IncomingMessage): Promise<string | undefined> => {
  const problem = await text(response);
  try {
    return (JSON.parse(problem) as { code?: string }).code;
  } catch {
    return undefined;
  }
};
