import { createHash } from 'node:crypto';
import { type IncomingMessage, request } from 'node:http';
import { request as requestTls } from 'node:https';
import { Inject, Injectable } from '@nestjs/common';
import { TransientError } from '@tollgate/errors';
import { CONFIG } from '@tollgate/service';
import { Client } from 'minio';
import type { Config } from '../config.js';

export interface WrittenObject {
  readonly sizeBytes: number;
  /** Hexadecimal. */
  readonly sha256: string;
}

const mebibyte = 1_048_576;
const signedForSeconds = 60;
/** Insufficient Storage. MinIO answers so for a small object alone; a part of a file that finds no room is a 500. Source: RFC 4918 §11.5. */
const noRoom = 507;
const roomProbe = 'room-for-files';
/** For one part to be taken. */
const partTimeoutMs = 120_000;

/** S3 takes at most 10,000 parts, and they may grow: small ones first, so that a usual file needs little memory; 570 GB in all. */
const partBytes = (number: number): number => (number <= 1_000 ? 8 * mebibyte : 64 * mebibyte);

/** The merchants' files in the object store. Requests are signed here and never handed out: a signed address works any number of times. */
@Injectable()
export class ObjectStore {
  private readonly client: Client;
  private readonly bucket: string;
  private readonly region: string;
  private isFull = false;
  private isInDoubt = false;

  constructor(@Inject(CONFIG) { objects }: Pick<Config, 'objects'>) {
    const { hostname, port, protocol } = new URL(objects.url);
    const useSSL = protocol === 'https:';
    this.bucket = objects.bucket;
    this.region = objects.region;
    this.client = new Client({
      endPoint: hostname,
      port: port === '' ? (useSSL ? 443 : 80) : Number(port),
      useSSL,
      accessKey: objects.accessKey,
      secretKey: objects.secretKey,
      region: objects.region,
    });
  }

  /** Makes the bucket if it is not there. Throws a TransientError while the store cannot be reached. */
  async prepare(): Promise<void> {
    await this.outside(async () => {
      if (await this.client.bucketExists(this.bucket)) return;
      await this.client.makeBucket(this.bucket, this.region);
    });
  }

  /** Whether files find room, as far as is known. */
  get hasRoom(): boolean {
    return !this.isFull;
  }

  /** After a write that failed, whatever the store said: finds out whether it is full, by an object of one byte, and that it is not any more.
   *  Asks nothing as long as all goes well. */
  async lookForRoom(): Promise<void> {
    if (!this.isInDoubt) return;
    await this.put(roomProbe, Buffer.alloc(1));
    await this.remove(roomProbe);
    this.isInDoubt = false;
  }

  /** An address that reads the object, for the next minute. Signed without asking the store. */
  addressOf(key: string): Promise<string> {
    return this.client.presignedUrl('GET', this.bucket, key, signedForSeconds);
  }

  /** Writes a new object of any size; holds one part of it in memory. Throws what `chunks` throws, and a TransientError when the store fails; nothing
   *  is left of it then. */
  async write(key: string, chunks: AsyncIterable<Buffer>): Promise<WrittenObject> {
    const hash = createHash('sha256');
    const parts = new Parts(key, this);
    let sizeBytes = 0;
    try {
      for await (const chunk of chunks) {
        hash.update(chunk);
        sizeBytes += chunk.length;
        await parts.add(chunk);
      }
      await parts.end();
    } catch (error) {
      if (error instanceof TransientError) this.isInDoubt = true;
      await parts.abandon();
      throw error;
    }
    return { sizeBytes, sha256: hash.digest('hex') };
  }

  async remove(key: string): Promise<void> {
    await this.outside(() => this.client.removeObject(this.bucket, key));
  }

  beginParts(key: string): Promise<string> {
    return this.outside(() => this.client.initiateNewMultipartUpload(this.bucket, key, {}));
  }

  async joinParts(key: string, upload: string, parts: readonly UploadedPart[]): Promise<void> {
    await this.outside(() => this.client.completeMultipartUpload(this.bucket, key, upload, [...parts]));
  }

  async dropParts(key: string, upload: string): Promise<void> {
    await this.client.abortMultipartUpload(this.bucket, key, upload).catch(() => undefined);
  }

  /** Sends one part, or a whole object. Answers its ETag. */
  put(key: string, body: Buffer, query: Readonly<Record<string, string>> = {}): Promise<string> {
    return this.outside(async () => {
      const address = await this.client.presignedUrl('PUT', this.bucket, key, signedForSeconds, query);
      const { statusCode, headers } = await send(address, body);
      if (statusCode === noRoom) this.isFull = true;
      if (statusCode !== 200) throw new Error(`the object store answered ${statusCode}`);
      this.isFull = false;
      return (headers.etag ?? '').replaceAll('"', '');
    });
  }

  private async outside<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (cause) {
      throw new TransientError('the object store failed', { cause });
    }
  }
}

/** PUT by Node's own client: it writes the part as it is, where `fetch` would copy it first. */
const send = (address: string, body: Buffer): Promise<IncomingMessage> =>
  new Promise((resolve, reject) => {
    const ask = address.startsWith('https:') ? requestTls : request;
    const signal = AbortSignal.timeout(partTimeoutMs);
    const outgoing = ask(address, { method: 'PUT', headers: { 'content-length': body.length }, signal }, (answer) => {
      answer.on('end', () => resolve(answer)).on('error', reject);
      answer.resume();
    });
    outgoing.on('error', reject);
    outgoing.end(body);
  });

interface UploadedPart {
  readonly part: number;
  readonly etag: string;
}

/** Gathers chunks into parts. A file of one part is put at once. */
class Parts {
  private buffer: Buffer | undefined;
  private filledBytes = 0;
  private upload: string | undefined;
  private readonly sent: UploadedPart[] = [];

  constructor(
    private readonly key: string,
    private readonly store: ObjectStore,
  ) {}

  async add(chunk: Buffer): Promise<void> {
    for (let rest = chunk; rest.length > 0; ) {
      this.buffer ??= Buffer.allocUnsafeSlow(partBytes(this.sent.length + 1));
      const taken = rest.copy(this.buffer, this.filledBytes);
      this.filledBytes += taken;
      rest = rest.subarray(taken);
      if (this.filledBytes === this.buffer.length) await this.send();
    }
  }

  async end(): Promise<void> {
    if (this.upload === undefined) {
      await this.store.put(this.key, this.filled());
      return;
    }
    if (this.filledBytes > 0) await this.send();
    await this.store.joinParts(this.key, this.upload, this.sent);
  }

  async abandon(): Promise<void> {
    if (this.upload !== undefined) await this.store.dropParts(this.key, this.upload);
  }

  private async send(): Promise<void> {
    this.upload ??= await this.store.beginParts(this.key);
    const part = this.sent.length + 1;
    const etag = await this.store.put(this.key, this.filled(), { partNumber: String(part), uploadId: this.upload });
    this.sent.push({ part, etag });
    this.filledBytes = 0;
    if (this.buffer !== undefined && partBytes(part + 1) !== this.buffer.length) this.buffer = undefined;
  }

  private filled(): Buffer {
    return this.buffer?.subarray(0, this.filledBytes) ?? Buffer.alloc(0);
  }
}
