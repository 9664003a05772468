import { randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { finished } from 'node:stream/promises';
import { Inject, Injectable, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import {
  create,
  DeliverableFormSchema,
  encode,
  type PinnedFile,
  PinnedFileSchema,
  ResumableUploadSchema,
} from '@tollgate/contracts';
import { newId } from '@tollgate/crypto';
import { DomainError, invariant, TransientError } from '@tollgate/errors';
import { sourceOf } from '@tollgate/order';
import { CONFIG, LOG, type Log } from '@tollgate/service';
import type { Config } from '../config.js';
import { type GoodKey, GoodsStore } from '../goods/goods.repository.js';
import { PinnedForms } from '../goods/pinned-forms.repository.js';
import { newRequestId, problemOf, sendProblem } from '../links/answers.client.js';
import { ObjectStore, type WrittenObject } from '../objects/objects.store.js';
import { StampTrials } from '../stamps/stamp-trials.handler.js';
import { describeUpload } from './describe-upload.js';
import { ResumableUploads } from './resumable-uploads.handler.js';
import { checksumOf, partChecksumOf } from './upload-checksum.js';
import { UploadTurns } from './upload-turns.store.js';
import type { UploadKey } from './uploads.repository.js';

export interface UploadPlace extends GoodKey {
  /** Of the file. */
  readonly name: string;
}

const openForMs = 10 * 60_000;
const silenceMs = 60_000;

/** Each is held in memory while it is sent; a merchant has one at a time. */
const maxOffered = 3;
const offeredMs = 120_000;

interface Taken {
  readonly status: 200 | 201;
  /** JSON */
  readonly text: string;
}

/** Bytes that are fetched rather than brought. */
export interface MadeFile {
  readonly type: string;
  readonly bytes: Uint8Array;
}

interface Offer {
  readonly merchant: string;
  readonly make: () => Promise<MadeFile>;
}

type Take = (request: IncomingMessage) => Promise<Taken>;

interface Place {
  readonly merchant: string;
  readonly take: Take;
  readonly untilMs: number;
}

/** Where the ingress streams a file's bytes to, and fetches those that are made for it: plain HTTP inside the deployment, each place good for one
 *  file. The token is known to this replica alone, and so is the address it is given out with. */
@Injectable()
export class UploadListener implements OnModuleInit, OnModuleDestroy {
  private readonly places = new Map<string, Place>();
  private readonly server: Server;
  private readonly turns = new UploadTurns();
  private readonly offers = new Map<string, Offer & { readonly untilMs: number }>();
  /** Whose are being sent. */
  private readonly offered = new Set<string>();

  @Inject(CONFIG) private readonly config!: Pick<Config, 'uploads'>;
  @Inject(LOG) private readonly log!: Log;
  @Inject() private readonly resumable!: ResumableUploads;
  @Inject() private readonly trials!: StampTrials;

  constructor(
    private readonly objects: ObjectStore,
    private readonly goods: GoodsStore,
    private readonly pinned: PinnedForms,
  ) {
    const limits = { maxHeaderSize: 16_384, headersTimeout: 10_000, requestTimeout: 0, connectionsCheckingInterval: 1_000 };
    this.server = createServer(limits, (request, response) => void this.answer(request, response));
    this.server.setTimeout(silenceMs, (socket) => socket.destroy());
  }

  async onModuleInit(): Promise<void> {
    const { port, listenHost } = this.config.uploads;
    await new Promise<void>((resolve, reject) => this.server.once('error', reject).listen(port, listenHost, resolve));
  }

  async onModuleDestroy(): Promise<void> {
    await new Promise((resolve) => this.server.close(resolve));
  }

  /** The address of a place for one whole file, for the next ten minutes. */
  open(place: UploadPlace): string {
    return this.place(place.merchant, async (request) => {
      const file = await this.store(place, request, checksumOf(request.headers));
      return { status: 201, text: encode(PinnedFileSchema, file) };
    });
  }

  /** The same for what goes on with an upload at an offset. */
  openAt(upload: UploadKey, offsetBytes: number): string {
    return this.place(upload.merchant, async (bytes) => {
      const reached = await this.resumable.append(upload, offsetBytes, { bytes, checksum: partChecksumOf(bytes.headers) });
      return { status: 200, text: encode(ResumableUploadSchema, create(ResumableUploadSchema, describeUpload(reached))) };
    });
  }

  /** The address of what is made once it is fetched, once, within the next ten minutes. */
  offer(offer: Offer): string {
    return this.opened(this.offers, offer);
  }

  private place(merchant: string, take: Take): string {
    return this.opened(this.places, { merchant, take });
  }

  private opened<T extends object>(places: Map<string, T & { readonly untilMs: number }>, what: T): string {
    const nowMs = performance.now();
    for (const [token, { untilMs }] of places) if (untilMs < nowMs) places.delete(token);
    const token = randomBytes(32).toString('base64url');
    places.set(token, { ...what, untilMs: nowMs + openForMs });
    const { port } = this.server.address() as AddressInfo;
    return `http://${this.config.uploads.host}:${port}/uploads/${token}`;
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    try {
      if (request.method === 'GET') return await this.sendOffered(request, response);
      const { status, text } = await this.take(request);
      response.writeHead(status, { 'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(text) }).end(text);
    } catch (error) {
      const requestId = newRequestId();
      if (!(error instanceof DomainError)) this.log.warn({ requestId, error }, 'an upload, or what was offered, broke off');
      request.resume();
      if (!response.destroyed) sendProblem(request, response, { problem: problemOf(error, requestId) });
    }
  }

  private async take(request: IncomingMessage): Promise<Taken> {
    const token = tokenIn(request);
    const place = request.method === 'PUT' ? this.places.get(token) : undefined;
    if (place === undefined || place.untilMs < performance.now()) throw new DomainError('not_found');
    checksumOf(request.headers);
    this.places.delete(token);
    return this.turns.take(place.merchant, () => place.take(request));
  }

  private async sendOffered(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const token = tokenIn(request);
    const offer = this.offers.get(token);
    if (offer === undefined || offer.untilMs < performance.now()) throw new DomainError('not_found');
    const { merchant } = offer;
    if (this.offered.size >= maxOffered || this.offered.has(merchant))
      throw new TransientError('as many files as this replica holds are being fetched');
    this.offers.delete(token);
    this.offered.add(merchant);
    try {
      const { type, bytes } = await offer.make();
      response.writeHead(200, { 'Content-Type': type, 'Content-Length': bytes.byteLength }).end(bytes);
      await finished(response, { signal: AbortSignal.timeout(offeredMs) }).catch(() => response.destroy());
    } finally {
      this.offered.delete(merchant);
    }
  }

  /** The object first, under a key of its own, then the row that makes it the version that is sold: what fails between leaves nothing to see. */
  private async store(place: UploadPlace, bytes: AsyncIterable<Buffer>, checksum: string | undefined): Promise<PinnedFile> {
    const { merchant, sku, name } = place;
    const objectKey = `${merchant}/${newId()}`;
    const written = await this.objects.write(objectKey, bytes);
    const { sha256, sizeBytes } = written;
    let isOffered = false;
    try {
      check(written, checksum);
      const triedStamp = await this.trials.ofUpload({ merchant, sku, name }, { objectKey, sizeBytes });
      const value = { name, objectKey, sha256, sizeBytes: BigInt(sizeBytes) };
      const form = create(DeliverableFormSchema, { form: { case: 'file', value } });
      isOffered = true;
      const sold = await this.goods.addVersion({ merchant, sku, name, content: sha256, form, triedStamp });
      invariant(sold.form.case === 'file', 'what has the name of a file is a file');
      const file = create(PinnedFileSchema, sourceOf(sold.form.value));
      if (file.objectKey !== objectKey) await this.remove(objectKey);
      this.pinned.forget(place);
      return file;
    } catch (error) {
      // A database that is away may have it for sale: then the object stays.
      if (!isOffered || error instanceof DomainError) await this.remove(objectKey);
      throw error;
    }
  }

  private async remove(objectKey: string): Promise<void> {
    await this.objects
      .remove(objectKey)
      .catch((error: unknown) => this.log.error({ objectKey, error }, 'what is left of an upload could not be removed'));
  }
}

const tokenIn = ({ url = '' }: IncomingMessage): string => /^\/uploads\/([\w-]{43})$/.exec(url)?.[1] ?? '';

const check = ({ sizeBytes, sha256 }: WrittenObject, checksum: string | undefined): void => {
  if (sizeBytes === 0) throw new DomainError('empty_file', 'Content-Length', 'nobody can buy an empty file');
  if (checksum !== undefined && checksum !== sha256) {
    throw new DomainError('checksum_mismatch', 'x-checksum-sha256', 'the bytes that arrived have another SHA-256');
  }
};
