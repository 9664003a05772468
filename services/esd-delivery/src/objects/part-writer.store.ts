import { bytesOfParts, partBytes } from './part-sizes.js';

/** Parts of an object that are in the store, in their order from the first. */
export interface StoredParts {
  /** The store's name for what they belong to; undefined before the first. */
  readonly upload: string | undefined;
  readonly etags: readonly string[];
}

interface PartStore {
  beginParts(key: string): Promise<string>;
  put(key: string, body: Buffer, query?: Readonly<Record<string, string>>): Promise<string>;
}

export interface PartWriterOptions {
  readonly key: string;
  readonly store: PartStore;
  /** What was stored before. */
  readonly stored?: StoredParts;
  /** Told before the first part is sent, under which name the store has them. */
  readonly onBegun?: (upload: string) => Promise<void>;
  /** Told after each part that was stored. */
  readonly onStored?: () => Promise<void>;
}

/** Gathers chunks into parts; holds one of them in memory. Begins behind the parts that are stored. */
export class PartWriter implements StoredParts {
  upload: string | undefined;
  private readonly tags: string[];
  private buffer: Buffer | undefined;
  private filledBytes = 0;

  constructor(private readonly options: PartWriterOptions) {
    this.upload = options.stored?.upload;
    this.tags = [...(options.stored?.etags ?? [])];
  }

  get etags(): readonly string[] {
    return this.tags;
  }

  /** The bytes of all whole parts. */
  get storedBytes(): number {
    return bytesOfParts(this.tags.length);
  }

  /** What has come and makes no whole part yet. */
  get rest(): Buffer {
    return this.buffer?.subarray(0, this.filledBytes) ?? Buffer.alloc(0);
  }

  async add(chunk: Buffer): Promise<void> {
    for (let left = chunk; left.length > 0; ) {
      this.buffer ??= Buffer.allocUnsafeSlow(partBytes(this.tags.length + 1));
      const taken = left.copy(this.buffer, this.filledBytes);
      this.filledBytes += taken;
      left = left.subarray(taken);
      if (this.filledBytes < this.buffer.length) continue;
      await this.send();
      await this.options.onStored?.();
    }
  }

  /** The last part, which may have any size. */
  async sendRest(): Promise<void> {
    if (this.filledBytes > 0) await this.send();
  }

  private async send(): Promise<void> {
    const { key, store } = this.options;
    const upload = this.upload ?? (await this.begin());
    const part = this.tags.length + 1;
    this.tags.push(await store.put(key, this.rest, { partNumber: String(part), uploadId: upload }));
    this.filledBytes = 0;
    if (this.buffer !== undefined && partBytes(part + 1) !== this.buffer.length) this.buffer = undefined;
  }

  private async begin(): Promise<string> {
    const { key, store, onBegun } = this.options;
    this.upload = await store.beginParts(key);
    await onBegun?.(this.upload);
    return this.upload;
  }
}
