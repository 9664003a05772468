// A customer who fetches what was bought: whole or in pieces, goes on where it broke, and keeps a journal of what
// really arrived.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { IncomingMessage } from 'node:http';
import { request } from 'node:https';
import { connect as connectTcp } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { connect as connectTls } from 'node:tls';
import type { Demo } from '../../stack.ts';
import type { Journal } from '../journal.ts';

export interface Purchase {
  readonly merchant: string;
  readonly order: string;
  /** Of the page; the file lies behind it. */
  readonly url: string;
  readonly sizeBytes: number;
  readonly sha256: string;
  /** After so many bytes the customer's connection breaks, once. */
  readonly breaksAt?: number | undefined;
}

/** `whole`: everything, and as it was sold. `denied`: refused before it had arrived. `corrupt`: other bytes. `open`:
 *  given up at the end of the run. */
export type Fetched = 'whole' | 'denied' | 'corrupt' | 'open';

const silentMs = 5_000;
const pauseMs = 300;

interface Part {
  readonly status: number;
  readonly code?: string | undefined;
}

export class Customer {
  readonly counts: Record<Fetched, number> = { whole: 0, denied: 0, corrupt: 0, open: 0 };
  private readonly ca: Buffer;
  private readonly journal: Journal;
  private readonly patience: AbortSignal;

  constructor({ caFile }: Demo, journal: Journal, patience: AbortSignal) {
    this.ca = readFileSync(caFile);
    this.journal = journal;
    this.patience = patience;
  }

  async fetch(purchase: Purchase): Promise<Fetched> {
    const { merchant, order, sizeBytes, sha256 } = purchase;
    const chunks: Buffer[] = [];
    const line = { client: 'customer', kind: 'download', merchant, order };
    this.journal.write({ event: 'invoke', ...line });
    const { result, begins, last } = await this.untilWhole(purchase, chunks);
    const bytes = Buffer.concat(chunks);
    const saved = createHash('sha256').update(bytes).digest('hex');
    const fetched = result === 'whole' && saved !== sha256 ? 'corrupt' : result;
    const event = fetched === 'whole' ? 'ok' : fetched === 'open' ? 'unknown' : 'fail';
    const told = { sizeBytes, savedBytes: bytes.length, sha256: saved, tries: begins.length, result: fetched, ...last };
    this.journal.write({ event, ...line, ...told, ...(fetched === 'corrupt' && { begins }) });
    this.counts[fetched] += 1;
    return fetched;
  }

  private async untilWhole({ url, sizeBytes, breaksAt }: Purchase, chunks: Buffer[]) {
    let breakAt = breaksAt;
    let last: Part = { status: 0 };
    const begins: number[] = []; // the byte at which each try began
    for (;;) {
      begins.push(have(chunks));
      last = await this.part(`${url}/file`, chunks, breakAt).catch(() => ({ status: 0 }));
      breakAt = undefined;
      if (have(chunks) >= sizeBytes) return { result: 'whole', begins, last } as const;
      if (isRefused(last)) return { result: 'denied', begins, last } as const;
      if (this.patience.aborted) return { result: 'open', begins, last } as const;
      await sleep(pauseMs);
    }
  }

  /** One request, for all that is missing; what arrives until it ends is kept, however it ends: what its connection had still to read after that
   *  would come beside the next request's bytes. A line that breaks resets: what closes in order has taken all that reached its computer. */
  private part(url: string, chunks: Buffer[], breakAt: number | undefined): Promise<Part> {
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
        if (status !== 200 && status !== 206) problemIn(response).then((code) => resolve({ status, code }), reject);
        else {
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

const problemIn = async (response: IncomingMessage): Promise<string | undefined> => {
  const text = (await response.setEncoding('utf8').toArray()).join('');
  try {
    return (JSON.parse(text) as { code?: string }).code;
  } catch {
    return undefined;
  }
};
