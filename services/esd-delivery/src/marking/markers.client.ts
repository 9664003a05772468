import { Worker } from 'node:worker_threads';
import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { DomainError, TransientError } from '@tollgate/errors';
import { threadUrl } from '@tollgate/service';
import { MarkingBrokeOff } from './marking-broke-off.js';
import type { MarkingJob, MarkingResult } from './marking-job.js';
import { type MarkedFor, MarkingTurns } from './marking-turns.store.js';

const markingUrl = threadUrl(import.meta.url, './marking-thread.listener.js');

/** What takes longer never ends. */
const timeoutMs = 120_000;
const maxHeapMb = 1_536;

/** A file, not read yet: many may wait. */
export interface MarkedFile extends Omit<MarkingJob, 'bytes'> {
  readonly read: () => Promise<Uint8Array>;
}

/** Marks copies in threads beside the service. */
@Injectable()
export class Markers implements OnModuleDestroy {
  private readonly turns = new MarkingTurns();
  private readonly threads = new Set<Worker>();
  private isStopped = false;

  /** Reads the bytes once it is their turn. Throws the DomainErrors of `markPdf` and `markEpub`, `file_too_complex` where it takes too much memory;
   *  `MarkingBrokeOff` where it takes too long, or breaks; a TransientError where too many trials wait, or the service ends meanwhile. */
  mark(markedFor: MarkedFor, { kind, mark, read }: MarkedFile): Promise<Uint8Array> {
    return this.turns.take(markedFor, async () => {
      if (this.isStopped) throw new TransientError('the service ends');
      const result = await this.run({ kind, mark, bytes: await read() });
      if ('bytes' in result) return result.bytes;
      throw new DomainError(result.code, '/name', result.detail);
    });
  }

  async onModuleDestroy(): Promise<void> {
    this.isStopped = true;
    await Promise.all([...this.threads].map((thread) => thread.terminate()));
  }

  private run(job: MarkingJob): Promise<MarkingResult> {
    // A copy of its own, whose memory goes over to the thread: what is a piece of a pool cannot.
    const bytes = new Uint8Array(job.bytes);
    const thread = new Worker(markingUrl, {
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
      thread.once('error', (error: NodeJS.ErrnoException) => reject(error.code === outOfMemory ? tooComplex() : broken(error)));
      thread.once('exit', () => reject(isLate ? late() : this.isStopped ? new TransientError('the service ends') : broken()));
    }).finally(() => {
      clearTimeout(timer);
      this.threads.delete(thread);
    });
  }
}

const outOfMemory = 'ERR_WORKER_OUT_OF_MEMORY';

const tooComplex = (): DomainError => new DomainError('file_too_complex', '/name', 'marking it takes too much memory');
const late = (): MarkingBrokeOff => new MarkingBrokeOff('file_too_complex', 'marking it takes too long');
const broken = (cause?: Error): MarkingBrokeOff => new MarkingBrokeOff('malformed_file', 'it cannot be marked', { cause });
