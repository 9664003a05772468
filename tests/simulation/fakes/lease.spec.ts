import { TransientError } from '@tollgate/errors';
import { Process } from '../world/process.ts';
import { World } from '../world/world.ts';
import { SimulatedLocks } from './lease.ts';

const KEY = 'order receipt';
const calm = () => {
  const world = new World(1, []);
  const locks = new SimulatedLocks(world);
  const processes = [0, 1].map((slot) => new Process(world, { service: 'notifications', slot, life: 1 }));
  const [one, other] = processes.map((process) => locks.of(process));
  if (one === undefined || other === undefined) throw new TypeError('two of them');
  return { world, one, other, processes };
};

/** Work that never ends, and whether it was told to. */
const endless = () => {
  const told: { signal?: AbortSignal } = {};
  const work = (signal: AbortSignal): Promise<never> => {
    told.signal = signal;
    return new Promise(() => undefined);
  };
  return { told, work };
};

const outcomeOf = (work: Promise<unknown>): { value: unknown } => {
  const outcome = { value: undefined as unknown };
  work.then(
    (value) => (outcome.value = value),
    (error: unknown) => (outcome.value = error),
  );
  return outcome;
};

describe('a simulated lock', () => {
  it('is held by one alone, until the work is done', async () => {
    const { world, one, other } = calm();
    const work = Promise.withResolvers<string>();
    const first = outcomeOf(one.hold(KEY, () => work.promise));
    await world.runUntil(world.nowMs + 1_000);
    const second = outcomeOf(other.hold(KEY, async () => 'second'));
    await world.runUntil(world.nowMs + 1_000);
    expect(second.value).toBeInstanceOf(TransientError);
    world.after(0, undefined, () => work.resolve('first'));
    await world.runUntil(world.nowMs + 1_000);
    expect(first.value).toBe('first');
    const third = outcomeOf(other.hold(KEY, async () => 'third'));
    await world.runUntil(world.nowMs + 1_000);
    expect(third.value).toBe('third');
  });

  it('is lost when the database goes away, while its holder is at work: the holder is told, and another one may have it', async () => {
    const { world, one, other } = calm();
    const { told, work } = endless();
    outcomeOf(one.hold(KEY, work));
    await world.runUntil(world.nowMs + 1_000);
    world.leave('database', 2_000);
    await world.runUntil(world.nowMs + 3_000);
    expect(told.signal?.aborted).toBe(true);
    const second = outcomeOf(other.hold(KEY, async () => 'second'));
    await world.runUntil(world.nowMs + 1_000);
    expect(second.value).toBe('second');
    expect(world.troubles.get('notifications')).toBeGreaterThan(0);
  });

  it('is lost to a holder that stands still for longer than the server waits, who is told when it goes on', async () => {
    const { world, one, other, processes } = calm();
    const { told, work } = endless();
    outcomeOf(one.hold(KEY, work));
    await world.runUntil(world.nowMs + 1_000);
    processes[0]?.standStill(25_000);
    await world.runUntil(world.nowMs + 11_000);
    const early = outcomeOf(other.hold(KEY, async () => 'second'));
    await world.runUntil(world.nowMs + 900);
    expect(early.value).toBeInstanceOf(TransientError);
    await world.runUntil(world.nowMs + 2_000);
    const late = outcomeOf(other.hold(KEY, async () => 'second'));
    await world.runUntil(world.nowMs + 1_000);
    expect(late.value).toBe('second');
    expect(told.signal?.aborted).toBe(false);
    await world.runUntil(world.nowMs + 15_000);
    expect(told.signal?.aborted).toBe(true);
  });

  it('is free once its holder is dead, also where it was taken after that', async () => {
    const { world, one, other, processes } = calm();
    outcomeOf(one.hold(KEY, endless().work));
    processes[0]?.kill();
    await world.runUntil(world.nowMs + 1_000);
    const second = outcomeOf(other.hold(KEY, async () => 'second'));
    await world.runUntil(world.nowMs + 1_000);
    expect(second.value).toBe('second');
  });
});
