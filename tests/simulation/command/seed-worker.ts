import { parentPort } from 'node:worker_threads';
import type { FaultKind } from '../world/faults.ts';
import { installVirtualTime, realNowMs } from '../world/virtual-time.ts';

installVirtualTime();
// After that, so that whatever they take from the machine at their start is the world's.
const { runSeed } = await import('../run-seed.ts');
const { bugs } = await import('../bugs/all.ts');
const { isCaught } = await import('../bugs/bug.ts');

/** One seed, and how it is to be run. */
export interface SeedTask {
  readonly seed: number;
  readonly bug?: string | undefined;
  readonly faults?: readonly FaultKind[] | undefined;
  readonly orders?: number | undefined;
  readonly withTrace?: boolean | undefined;
}

parentPort?.on('message', async ({ seed, bug: name, faults, orders, withTrace }: SeedTask) => {
  const begunMs = realNowMs();
  const bug = bugs.find((one) => one.name === name);
  const { trace, ...result } = await runSeed(seed, {
    ...bug,
    ...(faults && { faults }),
    ...(orders !== undefined && { orders }),
  });
  const isTold = withTrace === true || result.violations.length > 0;
  const isFound = bug === undefined ? result.violations.length > 0 : isCaught(bug, result.violations);
  parentPort?.postMessage({ ...result, isFound, tookMs: realNowMs() - begunMs, ...(isTold && { trace }) });
});
