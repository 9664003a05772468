import { createHash } from 'node:crypto';
import { Agent, type IncomingMessage, request } from 'node:http';
import { request as requestTls, Agent as TlsAgent } from 'node:https';
import { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { Inject, Injectable } from '@nestjs/common';
import { type Clock, TransientError } from '@tollgate/errors';
import { CLOCK, CONFIG } from '@tollgate/service';
import { Client } from 'minio';
import type { Config } from '../config.js';
import { PartWriter, type StoredParts } from './part-writer.store.js';

export interface WrittenObject {
  readonly sizeBytes: number;
  /** Hexadecimal. */
  readonly sha256: string;
}

const signedForSeconds = 60;
const clockTimeoutMs = 2_000;
/** Insufficient Storage. MinIO answers so for a small object alone; a part of a file that finds no room is a 500. Source: RFC 4918 §11.5. */
const noRoom = 507;
const roomProbe = 'room-for-files';
/** For one part to be taken. */
const partTimeoutMs = 120_000;
/** For the store to take, or to say, anything. It is looked at that often, so that a silence may last twice as long. */
const silentMs = 10_000;
/** For a question that moves no file, and for the store to join the parts of one. */
const questionMs = 5_000;
const joinMs = 60_000;

/** The merchants' files in the object store. Requests are signed here and never handed out: a signed address works any number of times. */
@Injectable()
export class ObjectStore {
  private readonly client: PartsClient;
  private readonly bucket: string;
  private readonly region: string;
  private isFull = false;
  private isInDoubt = false;

  private readonly url: string;
  /** How far the store's clock is ahead of ours. */
  private aheadMs = 0;

  constructor(
    @Inject(CONFIG) { objects }: Pick<Config, 'objects'>,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {
    this.url = objects.url;
    const { hostname, port, protocol } = new URL(objects.url);
    const useSSL = protocol === 'https:';
    this.bucket = objects.bucket;
    this.region = objects.region;
    this.client = new PartsClient({
      endPoint: hostname,
      port: port === '' ? (useSSL ? 443 : 80) : Number(port),
      useSSL,
      accessKey: objects.accessKey,
      secretKey: objects.secretKey,
      region: objects.region,
      transportAgent: useSSL ? new ImpatientTlsAgent({ keepAlive: true }) : new ImpatientAgent({ keepAlive: true }),
      retryOptions: { disableRetry: true },
    });
  }

  /** Makes the bucket if it is not there. Throws a TransientError while the store cannot be reached. */
  async prepare(): Promise<void> {
    await this.outside(questionMs, async () => {
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

  /** An address that reads the object, for the next minute by the store's own clock. Signed without asking the store. */
  addressOf(key: string): Promise<string> {
    return this.sign('GET', key);
  }

  /** Asks the store what time it is, for what is signed from now on. Answers by how much its clock is ahead of ours, to a second; undefined
   *  where it does not answer. */
  async measureClock(): Promise<number | undefined> {
    const askedMs = this.clock.now().getTime();
    const answer = await fetch(this.url, { method: 'HEAD', signal: AbortSignal.timeout(clockTimeoutMs) }).catch(() => undefined);
    const storeMs = Date.parse(answer?.headers.get('date') ?? '');
    if (Number.isNaN(storeMs)) return undefined;
    // A Date header leaves out the fraction of its second.
    const aheadMs = storeMs + 500 - (askedMs + this.clock.now().getTime()) / 2;
    this.aheadMs = Math.abs(aheadMs) < 1_000 ? 0 : aheadMs;
    return this.aheadMs;
  }

  /** Writes a new object of any size; holds one part of it in memory. Throws what `chunks` throws, and a TransientError when the store fails; nothing
   *  is left of it then. */
  async write(key: string, chunks: AsyncIterable<Buffer>): Promise<WrittenObject> {
    const hash = createHash('sha256');
    const parts = new PartWriter({ key, store: this });
    let sizeBytes = 0;
    try {
      for await (const chunk of chunks) {
        hash.update(chunk);
        sizeBytes += chunk.length;
        await parts.add(chunk);
      }
      if (parts.upload === undefined) await this.put(key, parts.rest);
      else {
        await parts.sendRest();
        await this.joinParts(key, parts);
      }
    } catch (error) {
      if (error instanceof TransientError) this.isInDoubt = true;
      if (parts.upload !== undefined) await this.dropParts(key, parts.upload);
      throw error;
    }
    return { sizeBytes, sha256: hash.digest('hex') };
  }

  /** An object as a whole, in memory: of up to a hundred megabytes where it is to be marked. */
  read(key: string): Promise<Buffer> {
    return this.outside(partTimeoutMs, async () => buffer(await this.client.getObject(this.bucket, key)));
  }

  /** What the object holds, read from its beginning to its end at constant memory. */
  async digest(key: string): Promise<WrittenObject> {
    const hash = createHash('sha256');
    let sizeBytes = 0;
    const bytes = await this.outside(questionMs, () => this.client.getObject(this.bucket, key));
    try {
      for await (const chunk of bytes as AsyncIterable<Buffer>) {
        hash.update(chunk);
        sizeBytes += chunk.length;
      }
    } catch (cause) {
      throw new TransientError('the object store failed', { cause });
    }
    return { sizeBytes, sha256: hash.digest('hex') };
  }

  /** The keys that begin so. */
  keysOf(prefix: string): Promise<readonly string[]> {
    return this.outside(questionMs, async () => {
      const keys: string[] = [];
      for await (const { name } of this.client.listObjectsV2(this.bucket, prefix, true) as AsyncIterable<{ name?: string }>)
        if (name !== undefined) keys.push(name);
      return keys;
    });
  }

  async remove(key: string): Promise<void> {
    await this.outside(questionMs, () => this.client.removeObject(this.bucket, key));
  }

  beginParts(key: string): Promise<string> {
    return this.outside(questionMs, () => this.client.initiateNewMultipartUpload(this.bucket, key, {}));
  }

  /** Makes one object of the parts. Bears to be asked again: what was joined before is there. */
  async joinParts(key: string, { upload = '', etags }: StoredParts): Promise<void> {
    const parts = etags.map((etag, index) => ({ part: index + 1, etag }));
    await this.outside(joinMs, async () => {
      try {
        await this.client.completeMultipartUpload(this.bucket, key, upload, parts);
      } catch (error) {
        await this.client.statObject(this.bucket, key).catch(() => {
          throw error;
        });
      }
    });
  }

  /** How many of these parts, from the first on, are the ones that the store has. Throws a TransientError where it has none under that name: they
   *  were joined, or dropped. */
  async fittingParts(key: string, { upload = '', etags }: StoredParts): Promise<number> {
    const stored = await this.outside(questionMs, () => this.client.partsOf({ bucket: this.bucket, key, upload }));
    const tags = new Map(stored.map(({ part, etag }) => [part, etag.replaceAll('"', '')]));
    const wrong = etags.findIndex((etag, index) => tags.get(index + 1) !== etag);
    return wrong === -1 ? etags.length : wrong;
  }

  async dropParts(key: string, upload: string): Promise<void> {
    await this.outside(questionMs, () => this.client.abortMultipartUpload(this.bucket, key, upload)).catch(() => undefined);
  }

  /** Every part that was stored for an object of this key, and never joined. */
  async dropAllParts(key: string): Promise<void> {
    for (;;) {
      const upload = await this.outside(questionMs, () => this.client.findUploadId(this.bucket, key));
      if (upload === undefined) return;
      await this.outside(questionMs, () => this.client.abortMultipartUpload(this.bucket, key, upload));
    }
  }

  /** Sends one part, or a whole object. Answers its ETag. */
  put(key: string, body: Buffer, query: Readonly<Record<string, string>> = {}): Promise<string> {
    return this.outside(partTimeoutMs, async () => {
      const address = await this.sign('PUT', key, query);
      const { statusCode, headers } = await send(address, body);
      if (statusCode === noRoom) this.isFull = true;
      if (statusCode !== 200) throw new Error(`the object store answered ${statusCode}`);
      this.isFull = false;
      return (headers.etag ?? '').replaceAll('"', '');
    });
  }

  private sign(method: string, key: string, query: Readonly<Record<string, string>> = {}): Promise<string> {
    const at = new Date(this.clock.now().getTime() + this.aheadMs);
    return this.client.presignedUrl(method, this.bucket, key, signedForSeconds, query, at);
  }

  /** The store's own client has no time-outs: what is given up here goes on until its connection is silent for too long. */
  private async outside<T>(withinMs: number, work: () => Promise<T>): Promise<T> {
    const late = Promise.withResolvers<never>();
    const timer = setTimeout(() => late.reject(new Error('no answer in time')), withinMs);
    try {
      return await Promise.race([work(), late.promise]);
    } catch (cause) {
      throw new TransientError('the object store failed', { cause });
    } finally {
      clearTimeout(timer);
    }
  }
}

/** The library lists the parts of an upload for itself alone. */
class PartsClient extends Client {
  partsOf({ bucket, key, upload }: Readonly<Record<'bucket' | 'key' | 'upload', string>>) {
    return this.listParts(bucket, key, upload);
  }
}

/** Ends a connection on which nothing moves, so that no request waits for it for ever. */
class ImpatientAgent extends Agent {
  override createConnection(...args: Parameters<Agent['createConnection']>): Duplex | null | undefined {
    return impatient(super.createConnection(...args));
  }
}

class ImpatientTlsAgent extends TlsAgent {
  override createConnection(...args: Parameters<TlsAgent['createConnection']>): Duplex | null | undefined {
    return impatient(super.createConnection(...args));
  }
}

const impatient = (socket: Duplex | null | undefined): Duplex | null | undefined => {
  if (socket instanceof Socket) socket.setTimeout(silentMs, () => socket.destroy(new Error('the store is silent')));
  return socket;
};

/** PUT by Node's own client: it writes the part as it is, where `fetch` would copy it first. */
const send = (address: string, body: Buffer): Promise<IncomingMessage> =>
  new Promise((resolve, reject) => {
    const ask = address.startsWith('https:') ? requestTls : request;
    const signal = AbortSignal.timeout(partTimeoutMs);
    const outgoing = ask(address, { method: 'PUT', headers: { 'content-length': body.length }, signal }, (answer) => {
      answer.on('end', () => resolve(answer)).on('error', reject);
      answer.resume();
    });
    outgoing.setTimeout(silentMs, () => outgoing.destroy(new Error('the store is silent')));
    outgoing.on('error', reject);
    outgoing.end(body);
  });
