/** When a process that runs is ended and started again: pure, like the liveness probe of Kubernetes. */

import type { Probe } from '../../servers/readiness.ts';

/** Some half a minute: a machine that is merely slow answers within that, and an order waits 10 s for its outcome. */
const silentTimes = 6;
/** It says so itself; once may be while a stream is made or removed. */
const illTimes = 2;

/** How often in a row it showed the same. */
export interface Course {
  readonly silent: number;
  readonly ill: number;
}

export const untroubled: Course = { silent: 0, ill: 0 };

export const courseAfter = ({ silent, ill }: Course, { is }: Probe): Course => ({
  silent: is === 'silent' ? silent + 1 : 0,
  ill: is === 'ill' ? ill + 1 : 0,
});

/** Why it is to be started again; undefined as long as it is to be left alone. Before it serves it may be silent for
 *  longer, `startTimes`: it may have much to recover. */
export const reasonToRestart = (
  { silent, ill }: Course,
  probe: Probe,
  { isServing, startTimes }: { readonly isServing: boolean; readonly startTimes: number },
): string | undefined => {
  if (silent >= (isServing ? silentTimes : Math.max(silentTimes, startTimes)))
    return `it did not answer ${silent} times in a row`;
  if (probe.is === 'ill' && ill >= illTimes) return `it says: ${probe.why}`;
  return undefined;
};
