import type { StackLog } from '../stack-log.ts';
import { type Fault, limitsOf } from './fault.ts';

const daySeconds = 86_400;
/** Between the moment in which a service makes an event and that in which Postgres stores it. */
const slackSeconds = 30;

/** PostgreSQL's clock is never put off, the services' are: what they say of an event, less what it says. */
const jumped = `
  SELECT FROM order_log.events WHERE recorded_at >= $1
    AND abs(extract(epoch FROM (header->>'occurredAt')::timestamptz - recorded_at) - $2) < $3 LIMIT 1`;

const jump = (name: string, offSeconds: number): Fault => ({
  name: `${name}:clocks`,
  holdMs: [3_000, 6_000],
  ...limitsOf('clocks'),
  needs: 'clocks',
  begin: ({ clocks }) => {
    clocks?.set(offSeconds);
    return () => clocks?.set(0);
  },
  tookPlace: async (log: StackLog, since: Date) => (await log.rows(jumped, [since, offSeconds, slackSeconds])).length > 0,
});

export const clockFaults: readonly Fault[] = [
  jump('day-ahead', daySeconds),
  jump('day-behind', -daySeconds),
  jump('minute-ahead', 60),
];
