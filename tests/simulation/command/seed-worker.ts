import { parentPort, workerData } from 'node:worker_threads';
import type { FaultKind } from '../world/faults.ts';
import { installVirtualTime, realNowMs } from '../world/virtual-time.ts';

installVirtualTime();
// After that, so that whatever they take from the machine at their start is the world's.
const { runSeed } = await import('../run-seed.ts');
const { bugs } = await import('../bugs/all.ts');

/** What one worker is to run: every `step`th seed from `from` on. */
export interface Share {
  readonly from: number;
  readonly step: number;
  readonly until: number;
  readonly bug: string | undefined;
  readonly faults: readonly FaultKind[] | undefined;
  readonly orders: number | undefined;
  readonly withTrace: boolean;
}

const share = workerData as Share;
const bug = bugs.find(({ name }) => name === share.bug);

for (let seed = share.from; seed < share.until; seed += share.step) {
  const begunMs = realNowMs();
  const { trace, ...result } = await runSeed(seed, {
    ...bug,
    ...(share.faults && { faults: share.faults }),
    ...(share.orders !== undefined && { orders: share.orders }),
  });
  const isTold = share.withTrace || result.violations.length > 0;
  parentPort?.postMessage({ ...result, tookMs: realNowMs() - begunMs, ...(isTold && { trace }) });
}
