import { setTimeout as sleep } from 'node:timers/promises';
import type { Probe } from '../../servers/readiness.ts';
import { courseAfter, reasonToRestart, untroubled } from './liveness.ts';

/** How a process is asked whether it still turns. */
export interface Asking {
  /** Answers `silent` after `timeoutMs`. */
  readonly probe: () => Promise<Probe>;
  readonly everyMs: number;
  readonly timeoutMs: number;
  /** False while starting it again would not help, because its disk is full. Default: true. */
  readonly canRestart?: () => boolean;
}

/** A probe that took so much longer than it may says that this machine stood still, not how the process is. */
const stoodStillMs = 2_000;

/** Resolves with the reason why a process is to be started again; with undefined when it `ended` before there was one.
 *  `isUp`: whether it has been ready in this life. */
export const watchHealth = async (asking: Asking, ended: AbortSignal, isUp: () => boolean): Promise<string | undefined> => {
  const { probe, everyMs, timeoutMs, canRestart = () => true } = asking;
  const over = new Promise<Probe>((resolve) => ended.addEventListener('abort', () => resolve({ is: 'silent' }), { once: true }));
  let course = untroubled;
  while (await pause(everyMs, ended)) {
    const askedAt = performance.now();
    const shown = await Promise.race([probe(), over]); // nobody waits for the answer of what has ended
    if (performance.now() - askedAt > timeoutMs + stoodStillMs) continue;
    course = courseAfter(course, shown);
    const reason = reasonToRestart(course, shown, isUp());
    if (reason !== undefined && !ended.aborted && canRestart()) return reason;
  }
  return undefined;
};

/** False when the process ended meanwhile. */
const pause = (ms: number, ended: AbortSignal): Promise<boolean> =>
  sleep(ms, undefined, { signal: ended }).then(
    () => true,
    () => false,
  );
