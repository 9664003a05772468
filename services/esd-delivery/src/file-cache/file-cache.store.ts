import { randomUUID } from 'node:crypto';
import { type FileHandle, mkdir, open, statfs, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { Inject, Injectable, type OnModuleDestroy } from '@nestjs/common';
import type { PinnedFile } from '@tollgate/contracts';
import { CONFIG, LOG, type Log, Metrics, threadUrl } from '@tollgate/service';
import type { Config } from '../config.js';
import { ObjectStore } from '../objects/objects.store.js';
import { isCopyKey } from '../stamps/copies-of.js';
import { AskedFiles } from './asked-files.js';
import { givingWay, type HeldFile } from './cache-room.js';
import type { TakenFile } from './cached-reader.store.js';
import type { CopyJob } from './copy-job.js';

interface CachedFile extends HeldFile {
  readonly sha256: string;
  readonly handle: FileHandle;
  readers: number;
  usedAtMs: number;
}

const copyingUrl = threadUrl(import.meta.url, './copying-thread.listener.js');

/** Of the disk that the copies lie on, so much is left to others. */
const freeShare = 0.1;

/** Copies of the files that are asked for often, on this machine's disk: a download of one costs the store nothing, and goes on while the store is
 *  away. A copy is made in a thread beside the downloads, one at a time, and serves once its SHA-256 is that of its file. Copies have no name in
 *  their folder: whatever ends the process, the kernel takes them away. Buyers' own copies are never among them. */
@Injectable()
export class FileCache implements OnModuleDestroy {
  @Inject(LOG) private readonly log!: Log;
  private readonly files = new Map<string, CachedFile>();
  private readonly asked = new AskedFiles();
  private readonly settings: Config['cache'];
  private readonly reads;
  private readonly bytes;
  private isCopying = false;
  private thread: Worker | undefined;
  private isStopped = false;

  constructor(
    @Inject(CONFIG) { cache }: Pick<Config, 'cache'>,
    private readonly objects: ObjectStore,
    metrics: Metrics,
  ) {
    this.settings = cache;
    this.reads = metrics.counter('file_reads_total', 'Downloads by where their bytes are read: cache or store', ['from']);
    this.bytes = metrics.gauge('file_cache_bytes', 'What the copies of often downloaded files take of the disk');
  }

  async onModuleDestroy(): Promise<void> {
    this.isStopped = true;
    await this.thread?.terminate();
    await this.drop([...this.files.values()].filter(({ readers }) => readers === 0));
  }

  /** The file as it lies here, for one reader; undefined where it is to be read from the store. */
  take(file: PinnedFile): TakenFile | undefined {
    const held = this.files.get(file.sha256);
    this.reads.inc({ from: held === undefined ? 'store' : 'cache' });
    if (held === undefined) {
      this.consider(file);
      return undefined;
    }
    held.readers += 1;
    held.usedAtMs = performance.now();
    return {
      descriptor: held.handle.fd,
      giveBack: () => {
        held.readers -= 1;
        if (this.isStopped && held.readers === 0) void this.drop([held]);
      },
    };
  }

  private consider(file: PinnedFile): void {
    const { folder } = this.settings;
    if (folder === undefined || isCopyKey(file.objectKey)) return;
    const isAskedAgain = this.asked.isAskedAgain(file.sha256, performance.now());
    if (!isAskedAgain || this.isCopying || this.isStopped) return;
    this.isCopying = true;
    void this.copy(file, folder)
      .catch((error: unknown) => this.log.warn({ sha256: file.sha256, error }, 'a file was not copied into the cache'))
      .finally(() => {
        this.isCopying = false;
        this.bytes.set([...this.files.values()].reduce((sum, { sizeBytes }) => sum + sizeBytes, 0));
      });
  }

  private async copy(file: PinnedFile, folder: string): Promise<void> {
    const sizeBytes = Number(file.sizeBytes);
    await mkdir(folder, { recursive: true });
    if (!(await this.makeRoom(sizeBytes, folder))) return;
    const handle = await openNameless(folder);
    try {
      const sha256 = await this.fill(handle, file);
      if (sha256 !== file.sha256) throw new Error('the store has other bytes under this key than were put there');
      this.files.set(sha256, { sha256, handle, sizeBytes, readers: 0, usedAtMs: performance.now() });
    } catch (error) {
      await handle.close();
      throw error;
    }
  }

  /** Answers the SHA-256 of what was written. The thread has ended by then: nobody else writes to the file. */
  private async fill({ fd }: FileHandle, { objectKey }: PinnedFile): Promise<string> {
    const address = await this.objects.addressOf(objectKey);
    if (this.isStopped) throw new Error('the service stops');
    const thread = new Worker(copyingUrl, { workerData: { address, descriptor: fd } satisfies CopyJob });
    this.thread = thread;
    let sha256: string | undefined;
    let cause: unknown;
    thread.once('message', (told: string) => {
      sha256 = told;
    });
    thread.once('error', (error) => {
      cause = error;
    });
    await new Promise((resolve) => thread.once('exit', resolve));
    this.thread = undefined;
    if (sha256 === undefined || this.isStopped) throw new Error('the copy was not made', { cause });
    return sha256;
  }

  private async makeRoom(sizeBytes: number, folder: string): Promise<boolean> {
    const going = givingWay([...this.files.values()], { sizeBytes, mostBytes: this.settings.mostBytes });
    if (going === undefined) return false;
    await this.drop(going);
    const { bavail, blocks, bsize } = await statfs(folder);
    return bavail * bsize - sizeBytes > blocks * bsize * freeShare;
  }

  /** None of them is taken any more before the first one is closed. */
  private async drop(files: readonly CachedFile[]): Promise<void> {
    for (const { sha256 } of files) this.files.delete(sha256);
    for (const { handle } of files) await handle.close();
  }
}

/** A file that is in no folder any more by the time it holds a byte. */
const openNameless = async (folder: string): Promise<FileHandle> => {
  const path = join(folder, randomUUID());
  const handle = await open(path, 'wx+', 0o600);
  await unlink(path);
  return handle;
};
