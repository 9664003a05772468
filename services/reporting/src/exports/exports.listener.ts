import { randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Inject, Injectable, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import { CONFIG, LOG, type Log } from '@tollgate/service';
import type { Config } from '../config.js';

const openForMs = 60_000;
/** Whoever takes nothing for so long is gone. */
const silenceMs = 60_000;
/** Under way at a time, in each replica: a page of the journal and a piece of text each. */
const maxExports = 32;
/** Of one merchant: whoever takes their files slowly keeps no other merchant from theirs. */
const maxOfMerchant = 3;
/** Documents, each typeset in a process of up to 600 MB. */
const maxDocuments = 1;
/** What is under way when the service stops has so long to end; then it is cut, which whoever takes it sees. */
const drainMs = 10_000;

/** A file that may be fetched, of whatever it is. */
export interface OpenedFile {
  readonly merchant: string;
  readonly format: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly bytes: () => AsyncGenerator<Buffer>;
}

/** Where the ingress fetches files from: plain HTTP inside the deployment, each address good for one file. The token is known to this replica
 *  alone, and so is the address it is given out with. A file that breaks half-way ends its connection without the last
 *  chunk: nobody can take it for whole. */
@Injectable()
export class ExportListener implements OnModuleInit, OnModuleDestroy {
  private readonly planned = new Map<string, { readonly file: OpenedFile; readonly untilMs: number }>();
  private readonly server: Server;
  private readonly running = new Set<OpenedFile>();

  @Inject(CONFIG) private readonly config!: Pick<Config, 'exports'>;
  @Inject(LOG) private readonly log!: Log;

  constructor() {
    const limits = { maxHeaderSize: 16_384, headersTimeout: 10_000, requestTimeout: 10_000, connectionsCheckingInterval: 1_000 };
    this.server = createServer(limits, (request, response) => void this.answer(request, response));
  }

  async onModuleInit(): Promise<void> {
    const { port, listenHost } = this.config.exports;
    await new Promise<void>((resolve, reject) => this.server.once('error', reject).listen(port, listenHost, resolve));
  }

  async onModuleDestroy(): Promise<void> {
    const cut = setTimeout(() => this.server.closeAllConnections(), drainMs);
    await new Promise((resolve) => this.server.close(resolve));
    clearTimeout(cut);
  }

  /** The address of a file, for the next minute. */
  open(file: OpenedFile): string {
    const nowMs = performance.now();
    for (const [token, { untilMs }] of this.planned) if (untilMs < nowMs) this.planned.delete(token);
    const token = randomBytes(32).toString('base64url');
    this.planned.set(token, { file, untilMs: nowMs + openForMs });
    const { port } = this.server.address() as AddressInfo;
    return `http://${this.config.exports.host}:${port}/exports/${token}`;
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const file = this.take(request);
    if (file === undefined) return void response.writeHead(404).end();
    if (!this.hasRoomFor(file)) return void response.writeHead(503).end();
    this.running.add(file);
    try {
      await this.send(file, response);
    } catch (error) {
      const { merchant, format } = file;
      this.log.warn({ merchant, format, error }, 'an export broke off');
      if (response.headersSent) response.destroy();
      else response.writeHead(503).end();
    } finally {
      this.running.delete(file);
    }
  }

  private hasRoomFor({ merchant, format }: OpenedFile): boolean {
    const running = [...this.running];
    if (running.length >= maxExports || running.filter((one) => one.merchant === merchant).length >= maxOfMerchant) return false;
    return format !== 'pdf' || running.filter((one) => one.format === 'pdf').length < maxDocuments;
  }

  private take(request: IncomingMessage): OpenedFile | undefined {
    const token = /^\/exports\/([\w-]{43})$/.exec(request.url ?? '')?.[1] ?? '';
    const place = request.method === 'GET' ? this.planned.get(token) : undefined;
    this.planned.delete(token);
    return place === undefined || place.untilMs < performance.now() ? undefined : place.file;
  }

  /** The head goes out with the first bytes: what goes wrong before them is an answer of its own. */
  private async send(file: OpenedFile, response: ServerResponse): Promise<void> {
    const bytes = file.bytes();
    const first = await bytes.next();
    response.setTimeout(silenceMs, () => response.destroy());
    response.writeHead(200, file.headers);
    if (first.done === true) return void response.end();
    response.write(first.value);
    await pipeline(Readable.from(bytes), response);
  }
}
