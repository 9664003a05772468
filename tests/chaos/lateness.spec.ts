import { lateViolations, undisturbedMs } from './lateness.ts';
import type { Suffered } from './report.ts';

const suffered = (begunMs: number, change: Partial<Suffered> = {}): Suffered => ({
  fault: 'kill:fraud',
  begunMs,
  overMs: begunMs + 1_000,
  answeredMs: 500,
  completeMs: 800,
  servesWithinMs: 15_000,
  completesWithinMs: 30_000,
  ...change,
});

describe('how long a fault is felt', () => {
  it('I17: may be as long as the fault allows, and no longer', () => {
    const judge = (change: Partial<Suffered>) => {
      const one = suffered(0, change);
      return lateViolations(one, [one]);
    };
    expect(judge({ answeredMs: 15_000, completeMs: 30_000 })).toEqual([]);
    expect(judge({ answeredMs: 15_001, completeMs: 20_000 })).toEqual([
      'I17: after kill:fraud an order was answered after 15.0 s, not within 15.0 s',
    ]);
    expect(judge({ completeMs: 31_000 })).toEqual([
      'I17: after kill:fraud an order was complete after 31.0 s, not within 30.0 s',
    ]);
    expect(judge({ completeMs: Number.POSITIVE_INFINITY })).toEqual(['I17: after kill:fraud an order was never complete']);
  });

  it('is counted without the time in which later faults went on, or were not answered after', () => {
    const one = suffered(0, { completeMs: 10_000 }); // 1 to 11 s
    const [inside, across] = [suffered(4_000), suffered(10_000)]; // 4 to 5.5 s, 10 to 11.5 s
    expect(undisturbedMs(one, [one, inside, across, suffered(20_000)])).toBe(10_000 - 1_500 - 1_000);
    expect(undisturbedMs(inside, [one, inside, across])).toBe(800);
  });

  it('may be longer where a later fault that needs longer came between', () => {
    const one = suffered(0, { completeMs: 60_000 });
    expect(lateViolations(one, [one, suffered(3_000)])).toHaveLength(1);
    expect(lateViolations(one, [one, suffered(3_000, { completesWithinMs: 125_000 })])).toEqual([]);
    expect(lateViolations(one, [one, suffered(90_000, { completesWithinMs: 125_000 })])).toHaveLength(1);
  });
});
