import { setTimeout as sleep } from 'node:timers/promises';
import { systemClock, TransientError } from '@tollgate/errors';
import type { DueItem } from './due-work.js';
import { DueWorkRunner } from './due-work-runner.js';
import type { Handled } from './kind-runner.js';
import { MemoryDueWork } from './memory-due-work.js';

const random = { fraction: () => 0.5 };
const leaseMs = 60;

/** Work that may take longer than its lease, of which one item is begun. */
const setUp = async (handle: (item: DueItem, signal: AbortSignal) => Promise<Handled>) => {
  const dueWork = new MemoryDueWork();
  const failures: unknown[] = [];
  const handled: string[] = [];
  const runner = new DueWorkRunner({
    dueWork,
    handlers: [{ kind: 'stamp', leaseMs, withinMs: 10_000, handle }],
    clock: systemClock,
    random,
    pollMs: 60_000,
    onFailure: (error) => failures.push(error),
    onHandled: ({ outcome }) => handled.push(outcome),
  });
  await dueWork.schedule({ kind: 'stamp', key: 'a', dueAt: new Date(0) });
  runner.start();
  const takenOver = () => dueWork.claim({ kind: 'stamp', count: 1, leaseMs: 10_000 });
  return { dueWork, runner, failures, handled, takenOver };
};

describe('work that takes longer than its lease', () => {
  it('is no other replica’s while it goes on, and is gone once it is done', async () => {
    const end = Promise.withResolvers<Handled>();
    const { dueWork, runner, failures, handled, takenOver } = await setUp(() => end.promise);
    for (let time = 0; time < 5; time += 1) {
      await sleep(leaseMs);
      expect(await takenOver()).toEqual([]);
    }
    end.resolve('done');
    await runner.stop();
    expect([handled, failures, dueWork.find('stamp', 'a')]).toEqual([['done'], [], undefined]);
  });

  it('is told that its lease is gone where it could not be renewed, and loses its place', async () => {
    const signals: AbortSignal[] = [];
    const { dueWork, runner, failures, handled } = await setUp((_, signal) => {
      signals.push(signal);
      return new Promise(() => undefined);
    });
    dueWork.renew = async () => Promise.reject(new TransientError('the database is away'));
    for (let tries = 0; tries < 200 && handled.length === 0; tries += 1) await sleep(10);
    expect([handled, signals[0]?.aborted]).toEqual([['failed'], true]);
    expect(String(failures.at(-1))).toBe('TransientError: the lease could not be renewed');
    await runner.stop();
  });

  it('is told so where another replica has it by now', async () => {
    const signals: AbortSignal[] = [];
    const { dueWork, runner, failures, handled } = await setUp((_, signal) => {
      signals.push(signal);
      return new Promise(() => undefined);
    });
    dueWork.renew = async () => undefined;
    for (let tries = 0; tries < 200 && handled.length === 0; tries += 1) await sleep(10);
    expect([handled, signals[0]?.aborted]).toEqual([['failed'], true]);
    expect(String(failures[0])).toBe('TransientError: the lease was lost to another replica');
    await runner.stop();
  });
});
