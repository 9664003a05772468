import { setTimeout as sleep } from 'node:timers/promises';
import type { Probe } from '../../servers/readiness.ts';
import { courseAfter, probeEveryMs, probeTimeoutMs, reasonToRestart, untroubled } from './liveness.ts';

export interface Watched {
  readonly probe: () => Promise<Probe>;
  /** False while starting it again would not help, because its disk is full. */
  readonly canRestart: () => boolean;
  readonly isServing: () => boolean;
  readonly startMs: number;
  /** Aborted when the process ended by itself. */
  readonly ended: AbortSignal;
}

/** A probe that took longer than it may says that this machine stood still, not how the process is. */
const stoodStillMs = probeTimeoutMs + 2_000;

/** Resolves with the reason why a process is to be started again; with undefined when it ended before there was one. */
export const watchHealth = async ({ probe, canRestart, isServing, startMs, ended }: Watched): Promise<string | undefined> => {
  let course = untroubled;
  while (await pause(ended)) {
    const askedAt = performance.now();
    const shown = await probe();
    if (performance.now() - askedAt > stoodStillMs) continue;
    course = courseAfter(course, shown);
    const reason = reasonToRestart(course, shown, { isServing: isServing(), startMs });
    if (reason !== undefined && !ended.aborted && canRestart()) return reason;
  }
  return undefined;
};

/** False when the process ended meanwhile. */
const pause = (ended: AbortSignal): Promise<boolean> =>
  sleep(probeEveryMs, undefined, { signal: ended }).then(
    () => true,
    () => false,
  );
