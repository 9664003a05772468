import { setTimeout as sleep } from 'node:timers/promises';
import { systemClock, TransientError } from '@tollgate/errors';
import type { DueItem, DueWork } from './due-work.js';
import { DueWorkRunner, type DueWorkRunnerOptions } from './due-work-runner.js';
import type { DueWorkHandler } from './kind-runner.js';
import { MemoryDueWork } from './memory-due-work.js';

const DAY_MS = 86_400_000;
const setUp = (handlers: readonly DueWorkHandler[], more: Partial<DueWorkRunnerOptions> = {}) => {
  let now = new Date('2026-01-01T00:00:00Z');
  const clock = { now: () => now };
  const dueWork = new MemoryDueWork({ clock, leaseClock: systemClock });
  const failures: { error: unknown; item: DueItem | undefined }[] = [];
  const handled: string[] = [];
  const runner = new DueWorkRunner({
    dueWork,
    handlers,
    clock,
    random: { fraction: () => 0.5 },
    pollMs: 20,
    onFailure: (error, item) => failures.push({ error, item }),
    onHandled: ({ kind, outcome }) => handled.push(`${kind} ${outcome}`),
    ...more,
  });
  const schedule = (kind: string, key: string, dueAt = now) => dueWork.schedule({ kind, key, dueAt });
  return { runner, dueWork, clock, failures, handled, schedule, advanceMs: (ms: number) => (now = new Date(now.getTime() + ms)) };
};
const until = async (condition: () => boolean): Promise<void> => {
  for (let i = 0; i < 400 && !condition(); i += 1) await sleep(5);
  expect(condition()).toBe(true);
};

describe('a year of a monthly plan', () => {
  it('runs in the time it takes to count it', async () => {
    const paidOn: string[] = [];
    const { runner, schedule, clock, advanceMs } = setUp([
      {
        kind: 'instalment',
        handle: async ({ key }) => {
          const today = clock.now();
          paidOn.push(`${key} ${today.toISOString().slice(0, 10)}`);
          const next = Date.UTC(today.getUTCFullYear(), today.getUTCMonth() + 1, 1);
          return { postponeMs: next - today.getTime() };
        },
      },
    ]);
    await schedule('instalment', 'plan-1');
    for (let day = 0; day < 365; day += 1) {
      await runner.runDue();
      advanceMs(DAY_MS);
    }
    expect(paidOn).toEqual(Array.from({ length: 12 }, (_, month) => `plan-1 2026-${String(month + 1).padStart(2, '0')}-01`));
  });
});

describe('what was scheduled', () => {
  it('is done at once, without waiting for the next look at the table', async () => {
    const { runner, schedule, handled } = setUp([{ kind: 'mail', handle: async () => 'done' }], { pollMs: 60_000 });
    runner.start();
    await sleep(5);
    await schedule('mail', 'a');
    await until(() => handled.length === 1);
    await runner.stop();
  });

  it('for a moment later is done then, by a clock that runs', async () => {
    const handled: number[] = [];
    const { runner, dueWork } = (() => {
      const work = new MemoryDueWork();
      const handlers = [{ kind: 'mail', handle: async () => 'done' as const }];
      const onHandled = () => handled.push(performance.now());
      return {
        dueWork: work,
        runner: new DueWorkRunner({
          dueWork: work,
          handlers,
          clock: systemClock,
          random: { fraction: () => 0 },
          pollMs: 60_000,
          onHandled,
        }),
      };
    })();
    runner.start();
    const sinceMs = performance.now();
    await dueWork.schedule({ kind: 'mail', key: 'a', dueAt: new Date(Date.now() + 80) });
    await until(() => handled.length === 1);
    expect((handled[0] ?? 0) - sinceMs).toBeGreaterThan(70);
    await runner.stop();
  });

  it('by another process is found by the next look at the table', async () => {
    const { runner, dueWork, handled, clock } = setUp([{ kind: 'mail', handle: async () => 'done' }]);
    const silent: DueWork = Object.assign(Object.create(dueWork) as DueWork, { onScheduled: () => () => undefined });
    const deaf = new DueWorkRunner({
      dueWork: silent,
      handlers: [{ kind: 'mail', handle: async () => 'done' }],
      clock,
      random: { fraction: () => 0 },
      pollMs: 20,
      onHandled: () => handled.push('found'),
    });
    deaf.start();
    await sleep(5);
    await dueWork.schedule({ kind: 'mail', key: 'a', dueAt: clock.now() });
    await until(() => handled.includes('found'));
    await Promise.all([deaf.stop(), runner.stop()]);
  });

  it('is all done, also when it is more than there are places, and never more at once than the limit', async () => {
    let running = 0;
    let most = 0;
    const handle = async () => {
      most = Math.max(most, ++running);
      await sleep(2);
      running -= 1;
      return 'done' as const;
    };
    const { runner, schedule, handled } = setUp([{ kind: 'mail', handle, limit: 3 }], { pollMs: 60_000 });
    for (let i = 0; i < 40; i += 1) await schedule('mail', `m${i}`);
    runner.start();
    await until(() => handled.length === 40);
    expect(most).toBe(3);
    await runner.stop();
  });
});

describe('a handler', () => {
  it('that throws is told of, and its item comes again with backoff', async () => {
    const attempts: number[] = [];
    const { runner, schedule, failures, handled, advanceMs } = setUp([
      {
        kind: 'webhook',
        backoff: { firstMs: 1_000, maxMs: 10_000 },
        handle: async (item) => {
          attempts.push(item.attempts);
          if (item.attempts < 3) throw new Error('their server is down');
          return 'done';
        },
      },
    ]);
    await schedule('webhook', 'w1');
    expect(await runner.runDue()).toBe(1);
    advanceMs(749); // 750 ms: half of a second, and half of the other half by chance
    expect(await runner.runDue()).toBe(0);
    advanceMs(1);
    expect(await runner.runDue()).toBe(1);
    advanceMs(1_500);
    expect(await runner.runDue()).toBe(1);
    advanceMs(DAY_MS);
    expect(await runner.runDue()).toBe(0);
    expect(attempts).toEqual([1, 2, 3]);
    expect(failures.map(({ error, item }) => [String(error), item?.key])).toEqual(
      Array(2).fill(['Error: their server is down', 'w1']),
    );
    expect(handled).toEqual(['webhook failed', 'webhook failed', 'webhook done']);
  });

  it('says when an item comes again, and when it is given up', async () => {
    const { runner, schedule, handled, advanceMs } = setUp([
      { kind: 'mail', handle: async ({ attempts }) => (attempts === 1 ? { postponeMs: DAY_MS } : 'give_up') },
    ]);
    await schedule('mail', 'a');
    await runner.runDue();
    advanceMs(DAY_MS - 1);
    expect(await runner.runDue()).toBe(0);
    advanceMs(1);
    await runner.runDue();
    advanceMs(10 * DAY_MS);
    expect(await runner.runDue()).toBe(0);
    expect(handled).toEqual(['mail postponed', 'mail gave_up']);
  });

  it('that fails for one item holds up no other, of its kind or of another', async () => {
    const { runner, schedule, handled } = setUp(
      [
        {
          kind: 'mail',
          limit: 2,
          handle: async ({ key }) => {
            if (key === 'bad') throw new Error('bad');
            return 'done';
          },
        },
        { kind: 'plan', handle: async () => 'done' },
      ],
      { pollMs: 60_000 },
    );
    await schedule('mail', 'bad');
    for (let i = 0; i < 10; i += 1) await schedule('mail', `m${i}`);
    await schedule('plan', 'p');
    runner.start();
    await until(() => handled.filter((one) => one === 'mail done').length === 10 && handled.includes('plan done'));
    await runner.stop();
  });

  it('that hangs loses its place when its lease ends, is told so, and its item comes again', async () => {
    const signals: AbortSignal[] = [];
    const { runner, schedule, handled, failures } = setUp(
      [
        {
          kind: 'mail',
          limit: 1,
          leaseMs: 60,
          backoff: { firstMs: 3_600_000, maxMs: 3_600_000 },
          handle: (item, signal) => {
            signals.push(signal);
            return item.key === 'hangs' ? new Promise(() => undefined) : Promise.resolve('done' as const);
          },
        },
      ],
      { pollMs: 60_000 },
    );
    await schedule('mail', 'hangs', new Date(0));
    await schedule('mail', 'fine');
    runner.start();
    await until(() => handled.includes('mail done'));
    expect(handled).toEqual(['mail failed', 'mail done']);
    expect(signals.map(({ aborted }) => aborted)).toEqual([true, false]);
    expect(String(failures[0]?.error)).toBe('TransientError: the work takes longer than its lease');
    await runner.stop();
  });
});

describe('a runner that stops', () => {
  it('finishes what it began, and begins nothing more', async () => {
    const finish = Promise.withResolvers<void>();
    const { runner, schedule, handled } = setUp([
      { kind: 'mail', limit: 1, handle: () => finish.promise.then(() => 'done' as const) },
    ]);
    await schedule('mail', 'a');
    await schedule('mail', 'b');
    runner.start();
    await sleep(10);
    let isStopped = false;
    const stopping = runner.stop().then(() => {
      isStopped = true;
    });
    await sleep(30);
    expect(isStopped).toBe(false);
    finish.resolve();
    await stopping;
    await sleep(50);
    expect(handled).toEqual(['mail done']);
  });
});

describe('a database that is away', () => {
  it('is told of, and asked again', async () => {
    const { dueWork, handled, clock, failures } = setUp([]);
    let isAway = true;
    const shaky: DueWork = Object.assign(Object.create(dueWork) as DueWork, {
      claim: (request: Parameters<DueWork['claim']>[0]) =>
        isAway ? Promise.reject(new TransientError('away')) : dueWork.claim(request),
    });
    const runner = new DueWorkRunner({
      dueWork: shaky,
      handlers: [{ kind: 'mail', handle: async () => 'done' }],
      clock,
      random: { fraction: () => 0 },
      pollMs: 10,
      onFailure: (error, item) => failures.push({ error, item }),
      onHandled: ({ outcome }) => handled.push(outcome),
    });
    await dueWork.schedule({ kind: 'mail', key: 'a', dueAt: clock.now() });
    runner.start();
    await until(() => failures.length >= 2);
    isAway = false;
    await until(() => handled.length === 1);
    expect(failures[0]).toEqual({ error: new TransientError('away'), item: undefined });
    await runner.stop();
  });

  it('for a moment keeps nothing until its lease ends: a copy that was being made came seven minutes later', async () => {
    let isAway = false;
    const { dueWork, clock, advanceMs } = setUp([]);
    const shaky: DueWork = Object.assign(Object.create(dueWork) as DueWork, {
      postpone: (...asked: Parameters<DueWork['postpone']>) => {
        if (!isAway) return dueWork.postpone(...asked);
        isAway = false;
        return Promise.reject(new TransientError('away'));
      },
    });
    const handle = async (): Promise<'done'> => {
      isAway = true;
      throw new TransientError('away');
    };
    const handlers = [{ kind: 'stamp', handle, leaseMs: 420_000 }];
    const runner = new DueWorkRunner({ dueWork: shaky, handlers, clock, random: { fraction: () => 0 } });
    await dueWork.schedule({ kind: 'stamp', key: 'a', dueAt: clock.now() });
    expect(await runner.runDue()).toBe(1);
    advanceMs(60_000);
    expect(await dueWork.claim({ kind: 'stamp', count: 1, leaseMs: 1_000 })).toHaveLength(1);
  }, 20_000);
});
