import { Worker } from 'node:worker_threads';
import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { DomainError, TransientError } from '@tollgate/errors';
import type { MarkingJob, MarkingResult } from './marking-job.js';

/** A thread is plain JavaScript, also where a test runs the sources. */
const ownUrl = import.meta.url.replace(/\/src\/marking\/([^/]*)$/, '/dist/marking/$1');
const threadUrl = new URL('./marking-thread.listener.js', ownUrl);

/** One at a time: what a file takes in memory and time is bounded so, and the other cores send files. */
const maxRunning = 1;
/** What takes longer never ends. */
const timeoutMs = 120_000;
const maxHeapMb = 1_536;

/** Marks copies in threads beside the service. */
@Injectable()
export class Markers implements OnModuleDestroy {
  private readonly waiting: (() => void)[] = [];
  private readonly threads = new Set<Worker>();
  private runningCount = 0;
  private isStopped = false;

  /** Throws the DomainErrors of `markPdf` and `markEpub`, `file_too_complex` where it takes too long or too much memory; a TransientError where the
   *  service ends meanwhile. Of the bytes nothing is left to who called. */
  async mark(job: MarkingJob): Promise<Uint8Array> {
    await this.turn();
    try {
      const result = await this.run(job);
      if ('bytes' in result) return result.bytes;
      throw new DomainError(result.code, '/name', result.detail);
    } finally {
      this.runningCount -= 1;
      this.waiting.shift()?.();
    }
  }

  async onModuleDestroy(): Promise<void> {
    this.isStopped = true;
    await Promise.all([...this.threads].map((thread) => thread.terminate()));
  }

  private async turn(): Promise<void> {
    while (this.runningCount >= maxRunning) await new Promise<void>((resolve) => this.waiting.push(resolve));
    if (this.isStopped) throw new TransientError('the service ends');
    this.runningCount += 1;
  }

  private run(job: MarkingJob): Promise<MarkingResult> {
    // A copy of its own, whose memory goes over to the thread: what is a piece of a pool cannot.
    const bytes = new Uint8Array(job.bytes);
    const thread = new Worker(threadUrl, {
      workerData: { ...job, bytes },
      transferList: [bytes.buffer],
      resourceLimits: { maxOldGenerationSizeMb: maxHeapMb },
    });
    this.threads.add(thread);
    let isLate = false;
    const timer = setTimeout(() => {
      isLate = true;
      void thread.terminate();
    }, timeoutMs);
    return new Promise<MarkingResult>((resolve, reject) => {
      thread.once('message', resolve);
      thread.once('error', (error: NodeJS.ErrnoException) => reject(error.code === outOfMemory ? tooComplex() : error));
      thread.once('exit', () => reject(isLate ? tooComplex() : new TransientError('a copy was not finished')));
    }).finally(() => {
      clearTimeout(timer);
      this.threads.delete(thread);
    });
  }
}

const outOfMemory = 'ERR_WORKER_OUT_OF_MEMORY';

const tooComplex = (): DomainError =>
  new DomainError('file_too_complex', '/name', 'marking it takes too long, or too much memory');
