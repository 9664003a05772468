import { afterFailure, type Breaker, CLOSED, isPaused, isProbing } from './breaker.js';

const start = new Date('2026-11-28T00:00:00Z');
const after = (ms: number): Date => new Date(start.getTime() + ms);
const pauseMs = (openings: number): number => openings * 10_000;
const failed = (times: number, from: Breaker = CLOSED, now = start): Breaker =>
  Array.from({ length: times }).reduce<Breaker>((breaker) => afterFailure(breaker, now, pauseMs), from);

describe('an endpoint that fails', () => {
  it('is tried on after four failures in a row, and left alone after five', () => {
    expect(isPaused(failed(4), start)).toBe(false);
    expect(failed(5)).toEqual({ failures: 5, openings: 1, pausedUntil: after(10_000) });
    expect(isPaused(failed(5), after(9_999))).toBe(true);
    expect(isPaused(failed(5), after(10_000))).toBe(false);
  });

  it('is left alone longer after each try in vain that shows that it is not back', () => {
    const probing = failed(5);
    expect(isProbing(probing)).toBe(true);
    expect(failed(1, probing, after(10_000))).toEqual({ failures: 6, openings: 2, pausedUntil: after(30_000) });
  });

  it('is not left alone longer for what was still on its way when the pause began', () =>
    expect(failed(3, failed(5))).toEqual({ failures: 8, openings: 1, pausedUntil: after(10_000) }));

  it('begins anew once something got through', () => {
    expect(isProbing(CLOSED)).toBe(false);
    expect(isPaused(failed(4, CLOSED), start)).toBe(false);
  });
});
