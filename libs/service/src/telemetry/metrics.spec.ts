import { Metrics } from './metrics.js';

describe('what a service tells of its event loop', () => {
  it('is the share of time it was at work since it was last asked', async () => {
    const { registry } = new Metrics('example');
    await registry.metrics();
    for (const end = performance.now() + 50; performance.now() < end; );
    const [, share] = /^tollgate_event_loop_utilization\{service="example"\} (\S+)$/m.exec(await registry.metrics()) ?? [];
    expect(Number(share)).toBeGreaterThan(0);
    expect(Number(share)).toBeLessThanOrEqual(1);
  });

  it('holds no statistics of a timer that says its own length', async () => {
    const names = (await new Metrics('example').registry.metrics()).match(/^nodejs_eventloop_lag\w*/gm) ?? [];
    expect([...new Set(names)]).toEqual(['nodejs_eventloop_lag_seconds']);
  });
});
