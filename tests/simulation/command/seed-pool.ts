import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { SeedResult } from '../run-seed.ts';
import type { SeedTask } from './seed-worker.ts';

export interface Told extends Omit<SeedResult, 'trace'> {
  readonly tookMs: number;
  /** Whether the planted bug was caught; without one, whether anything is broken. */
  readonly isFound: boolean;
  /** Where something was broken, or where it was asked for. */
  readonly trace?: readonly string[];
}

export interface SeedsWanted extends Omit<SeedTask, 'seed'> {
  readonly from: number;
  readonly count: number;
  /** Told of each seed; what it answers says whether to go on. Seeds that had begun by then are told of, too. */
  readonly onSeed: (told: Told) => boolean;
}

/** Threads that run seeds, each seed in a world of its own. */
export class SeedPool {
  private readonly workers: readonly Worker[];

  constructor(jobs: number) {
    this.workers = Array.from({ length: jobs }, () => new Worker(new URL('./seed-worker.ts', import.meta.url)));
  }

  /** Runs seeds in turn, until all are run or one is enough. */
  async run({ from, count, onSeed, ...task }: SeedsWanted): Promise<void> {
    let next = from;
    let isEnough = false;
    const work = async (worker: Worker): Promise<void> => {
      while (!isEnough && next < from + count) {
        const seed = next;
        next += 1;
        if (!onSeed(await ask(worker, { ...task, seed }))) isEnough = true;
      }
    };
    await Promise.all(this.workers.map(work));
  }

  /** One seed, with its trace. */
  async runOne(task: SeedTask): Promise<Told> {
    const [worker] = this.workers;
    if (worker === undefined) throw new RangeError('a pool has a thread');
    return ask(worker, { ...task, withTrace: true });
  }
}

/** Rejects where the thread broke down. */
const ask = async (worker: Worker, task: SeedTask): Promise<Told> => {
  const answered = once(worker, 'message');
  worker.postMessage(task);
  const [told] = await answered;
  return told as Told;
};
