import { type Fault, soonMs } from './fault.ts';

const daySeconds = 86_400;

const jump = (name: string, offSeconds: number): Fault => ({
  name: `${name}:clocks`,
  holdMs: [3_000, 6_000],
  servesWithinMs: soonMs,
  needs: 'clocks',
  begin: ({ clocks }) => {
    clocks?.set(offSeconds);
    return () => clocks?.set(0);
  },
});

export const clockFaults: readonly Fault[] = [
  jump('day-ahead', daySeconds),
  jump('day-behind', -daySeconds),
  jump('minute-ahead', 60),
];
