import { Worker } from 'node:worker_threads';
import type { SeedResult } from '../run-seed.ts';
import type { FaultKind } from '../world/faults.ts';
import type { Share } from './seed-worker.ts';

export interface Told extends Omit<SeedResult, 'trace'> {
  readonly tookMs: number;
  /** Where something was broken, or where it was asked for. */
  readonly trace?: readonly string[];
}

export interface SeedsWanted {
  readonly from: number;
  readonly count: number;
  /** How many threads. */
  readonly jobs: number;
  readonly bug?: string | undefined;
  readonly faults?: readonly FaultKind[] | undefined;
  readonly orders?: number | undefined;
  readonly withTrace?: boolean;
  /** Told of each seed; what it answers says whether to go on. */
  readonly onSeed: (told: Told) => boolean;
}

/** Runs seeds in threads, each in its own world, until all are run or one is enough. */
export const runSeeds = async ({
  from,
  count,
  jobs,
  bug,
  faults,
  orders,
  withTrace = false,
  onSeed,
}: SeedsWanted): Promise<void> => {
  const workers = Array.from({ length: Math.min(jobs, count) }, (_none, index) => {
    const share: Share = { from: from + index, step: Math.min(jobs, count), until: from + count, bug, faults, orders, withTrace };
    return new Worker(new URL('./seed-worker.ts', import.meta.url), { workerData: share });
  });
  const stopAll = (): void => void Promise.all(workers.map((worker) => worker.terminate()));
  await Promise.all(
    workers.map(
      (worker) =>
        new Promise<void>((resolve, reject) => {
          worker.on('message', (told: Told) => {
            if (!onSeed(told)) stopAll();
          });
          worker.on('error', reject);
          worker.on('exit', () => resolve());
        }),
    ),
  );
};

/** One seed, with its trace. */
export const runOne = async (wanted: Omit<SeedsWanted, 'count' | 'jobs' | 'onSeed' | 'withTrace'>): Promise<Told> => {
  const results: Told[] = [];
  await runSeeds({ ...wanted, count: 1, jobs: 1, withTrace: true, onSeed: (told) => results.push(told) > 0 });
  const [told] = results;
  if (told === undefined) throw new Error(`seed ${wanted.from} could not be run`);
  return told;
};
