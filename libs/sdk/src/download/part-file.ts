import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { type FileHandle, open, rename, rm } from 'node:fs/promises';

/** What has come of a file, beside the place where it belongs. */
export class PartFile {
  private constructor(
    private readonly to: string,
    private readonly handle: FileHandle,
    private size: number,
  ) {}

  static async open(to: string): Promise<PartFile> {
    const handle = await open(`${to}.part`, 'a');
    return new PartFile(to, handle, (await handle.stat()).size);
  }

  get sizeBytes(): number {
    return this.size;
  }

  async append(bytes: Uint8Array): Promise<void> {
    await this.handle.appendFile(bytes);
    this.size += bytes.length;
  }

  async empty(): Promise<void> {
    await this.handle.truncate(0);
    this.size = 0;
  }

  /** In lower-case hex. */
  async digest(): Promise<string> {
    const hash = createHash('sha256');
    for await (const chunk of createReadStream(`${this.to}.part`)) hash.update(chunk as Buffer);
    return hash.digest('hex');
  }

  /** Puts the file, whole and on the disk, into its place. */
  async finish(): Promise<void> {
    await this.handle.sync();
    await this.handle.close();
    await rename(`${this.to}.part`, this.to);
  }

  async drop(): Promise<void> {
    await this.handle.close();
    await rm(`${this.to}.part`, { force: true });
  }

  async leave(): Promise<void> {
    await this.handle.close();
  }
}
