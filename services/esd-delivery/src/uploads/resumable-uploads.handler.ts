import { createHash } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { newId } from '@tollgate/crypto';
import { type Clock, DomainError, TransientError } from '@tollgate/errors';
import { CLOCK } from '@tollgate/service';
import type { GoodKey } from '../goods/goods.repository.js';
import { ObjectStore } from '../objects/objects.store.js';
import { maxObjectBytes } from '../objects/part-sizes.js';
import { PartWriter } from '../objects/part-writer.store.js';
import { ContentHashes } from './content-hashes.store.js';
import { ExpiredUploads, uploadKey } from './expired-uploads.handler.js';
import { UploadFinisher } from './finish-upload.handler.js';
import { type NewUpload, type Upload, type UploadKey, UploadRepository } from './uploads.repository.js';

/** What is not gone on with for so long is given up. */
const keptMs = 3 * 86_400_000;
/** Who asks how far an upload is, asks over the bus. */
const askedMs = 1_500;
/** Who sends the last bytes waits for the file longer than others, but not until the gateway takes the silence for an end. */
const sentMs = 45_000;

/** Bytes that go on with an upload. */
export interface Continuation {
  readonly bytes: AsyncIterable<Buffer>;
  /** Of these bytes, base64: what does not fit it is taken for not sent. */
  readonly checksum?: string | undefined;
}

/** Files that come in pieces over any number of connections, to any replica. What a request brought is here for good once the row says so: parts
 *  of the file in the store, and what makes no whole part beside them. */
@Injectable()
export class ResumableUploads {
  @Inject() private readonly objects!: ObjectStore;
  @Inject() private readonly hashes!: ContentHashes;
  @Inject() private readonly expired!: ExpiredUploads;
  @Inject(CLOCK) private readonly clock!: Clock;

  constructor(
    private readonly uploads: UploadRepository,
    private readonly finisher: UploadFinisher,
  ) {}

  /** Throws DomainError `empty_file`, `upload_too_large`, `too_many_uploads`. */
  async create(wanted: Pick<NewUpload, 'merchant' | 'sku' | 'name' | 'sizeBytes' | 'sha256'>): Promise<Upload> {
    if (wanted.sizeBytes <= 0) throw new DomainError('empty_file', 'Upload-Length', 'nobody can buy an empty file');
    if (wanted.sizeBytes > maxObjectBytes) throw new DomainError('upload_too_large', 'Upload-Length');
    const id = newId();
    const expiresAt = this.expiry();
    // First the end, then what is to end: a crash between leaves nothing behind.
    await this.expired.schedule(id, expiresAt);
    await this.uploads.add({ ...wanted, id, objectKey: uploadKey({ ...wanted, id }), expiresAt });
    return this.known({ ...wanted, id });
  }

  /** How far it has come; one that has come whole is finished first. Throws DomainError `not_found`, `checksum_mismatch`. */
  async find(key: UploadKey): Promise<Upload> {
    const upload = await this.known(key);
    if (upload.state === 'complete' || upload.offsetBytes < upload.sizeBytes) return upload;
    await this.finisher.finish(upload, askedMs).catch((error: unknown) => {
      if (!(error instanceof DomainError && error.code === 'upload_offset_mismatch')) throw error;
    });
    return this.known(key);
  }

  list(good: GoodKey): Promise<readonly Upload[]> {
    return this.uploads.list(good);
  }

  /** Gives it up. One that is complete stays as it is: its file is sold. Throws DomainError `not_found`. */
  async remove(key: UploadKey): Promise<void> {
    const { id } = await this.known(key);
    if (!(await this.uploads.giveUp(id))) throw new DomainError('not_found');
    this.hashes.forget(id);
    await this.expired.schedule(id, this.clock.now());
  }

  /** Whether bytes may come from this one on. Throws DomainError `not_found`, `upload_offset_mismatch`. */
  async expect(key: UploadKey, offsetBytes: number): Promise<Upload> {
    const upload = await this.known(key);
    if (upload.offsetBytes !== offsetBytes) throw offsetMismatch(upload.offsetBytes);
    return upload;
  }

  /** Takes bytes from an offset on, and answers how far the upload is then; after the last of them the file is sold. What has come stays when the
   *  connection breaks, unless a checksum was to tell whether it is right. Throws DomainError `upload_offset_mismatch`, `upload_too_long`,
   *  `upload_checksum_mismatch`, and those of `UploadFinisher.finish`. */
  async append(key: UploadKey, offsetBytes: number, { bytes, checksum }: Continuation): Promise<Upload> {
    const writer = newId();
    const upload = await this.uploads.takeOver(key.id, writer, offsetBytes);
    if (upload === undefined) {
      const { state, offsetBytes: reached } = await this.expect(key, offsetBytes);
      if (state === 'complete') return this.known(key);
      throw offsetMismatch(reached);
    }
    if (offsetBytes < upload.sizeBytes) await this.take(new Writing(upload, writer), { bytes, checksum });
    const reached = await this.known(key);
    if (reached.offsetBytes < reached.sizeBytes) return reached;
    await this.finisher.finish(reached, sentMs);
    return this.known(key);
  }

  private async take(writing: Writing, { bytes, checksum }: Continuation): Promise<void> {
    const { upload } = writing;
    const hash = this.hashes.take(upload.id, upload.offsetBytes);
    const ofThese = checksum === undefined ? undefined : createHash('sha256');
    const parts = this.partsOf(writing, checksum !== undefined);
    if (upload.tailKey !== undefined) await parts.add(await this.objects.read(upload.tailKey));
    const sent = await this.sendAll(bytes, async (chunk) => {
      if (writing.offsetBytes + chunk.length > upload.sizeBytes) throw new DomainError('upload_too_long', 'Content-Length');
      hash?.update(chunk);
      ofThese?.update(chunk);
      await parts.add(chunk);
      writing.offsetBytes += chunk.length;
    });
    if (sent.error !== undefined && (checksum !== undefined || isOurs(sent.error))) throw sent.error;
    if (ofThese !== undefined && ofThese.digest('base64') !== checksum)
      throw new DomainError(
        'upload_checksum_mismatch',
        'Upload-Checksum',
        'the bytes that arrived have another SHA-256: none of them counts',
      );
    if (writing.offsetBytes > upload.offsetBytes) await this.close(writing, parts);
    if (hash !== undefined) this.hashes.keep(upload.id, writing.offsetBytes, hash);
    if (sent.error !== undefined) throw sent.error;
  }

  private async sendAll(
    bytes: AsyncIterable<Buffer>,
    each: (chunk: Buffer) => Promise<void>,
  ): Promise<{ readonly error?: unknown }> {
    try {
      for await (const chunk of bytes) await each(chunk);
      return {};
    } catch (error) {
      return { error };
    }
  }

  /** Each whole part counts at once, but where a checksum over all of them has still to come. */
  private partsOf(writing: Writing, isChecked: boolean): PartWriter {
    const { upload } = writing;
    const parts: PartWriter = new PartWriter({
      key: uploadKey(upload),
      store: this.objects,
      stored: upload.parts,
      onBegun: async (begun) => {
        const { offsetBytes, tailKey, objectKey, parts: stored } = upload;
        await this.save(writing, { offsetBytes, tailKey, objectKey, parts: { ...stored, upload: begun } });
      },
      onStored: async () => {
        if (isChecked) return;
        const { objectKey } = upload;
        await this.save(writing, { offsetBytes: parts.storedBytes, tailKey: undefined, objectKey, parts });
      },
    });
    return parts;
  }

  /** What came and makes no whole part: the last part, a whole small file, or what the next request begins with. Under a name that no other request
   *  writes to. */
  private async close({ upload, writer, offsetBytes }: Writing, parts: PartWriter): Promise<void> {
    const isWhole = offsetBytes === upload.sizeBytes;
    const objectKey = isWhole && parts.upload === undefined ? `${uploadKey(upload)}.whole.${writer}` : upload.objectKey;
    const tailKey = isWhole || parts.rest.length === 0 ? undefined : `${uploadKey(upload)}.tail.${writer}`;
    if (isWhole && parts.upload !== undefined) await parts.sendRest();
    else if (parts.rest.length > 0) await this.objects.put(tailKey ?? objectKey, parts.rest);
    await this.save({ upload, writer }, { offsetBytes, tailKey, objectKey, parts });
    // Left behind by a crash, it goes with the upload.
    if (upload.tailKey !== undefined) await this.objects.remove(upload.tailKey).catch(() => undefined);
  }

  private save(
    { upload, writer }: Pick<Writing, 'upload' | 'writer'>,
    progress: Pick<Upload, 'offsetBytes' | 'tailKey' | 'objectKey' | 'parts'>,
  ): Promise<void> {
    return this.uploads.progress({ ...progress, id: upload.id, writer, expiresAt: this.expiry() });
  }

  private async known(key: UploadKey): Promise<Upload> {
    const upload = await this.uploads.find(key);
    if (upload === undefined || upload.state === 'given_up') throw new DomainError('not_found');
    return upload;
  }

  private expiry(): Date {
    return new Date(this.clock.now().getTime() + keptMs);
  }
}

/** A request that goes on with an upload. */
class Writing {
  /** The first byte that has not come. */
  offsetBytes: number;

  constructor(
    readonly upload: Upload,
    readonly writer: string,
  ) {
    this.offsetBytes = upload.offsetBytes;
  }
}

const offsetMismatch = (offsetBytes: number): DomainError =>
  new DomainError('upload_offset_mismatch', 'Upload-Offset', `the upload has come to byte ${offsetBytes}: go on there`);

/** What does not come of the connection: nothing more can be written then. */
const isOurs = (error: unknown): boolean => error instanceof TransientError || error instanceof DomainError;
