/** When a process that runs is ended and started again: pure, like the liveness probe of Kubernetes. */
import type { Probe } from '../../servers/readiness.ts';

/** Every 5 s, each time without an answer for up to 5 s: up to three minutes. There is one replica of each process here,
 *  and a restart costs what it has in hand; a machine that is slow, or asleep, or a debugger is the likelier cause. */
const silentTimes = 18;
/** It says so itself; once may be while a stream is made or removed. */
const illTimes = 2;
/** As long as it has not been ready in this life it may say so because it still recovers: it is given as long as one that
 *  says nothing. */
const illTimesBefore = silentTimes;

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

/** Why it is to be started again, after the last probe; undefined as long as it is to be left alone. `isUp`: whether it
 *  has been ready in this life. */
export const reasonToRestart = ({ silent, ill }: Course, probe: Probe, isUp: boolean): string | undefined => {
  if (silent >= silentTimes) return `it did not answer ${silent} times in a row`;
  if (probe.is === 'ill' && ill >= (isUp ? illTimes : illTimesBefore)) return `it says: ${probe.why}`;
  return undefined;
};
