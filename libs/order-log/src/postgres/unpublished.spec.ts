import { setTimeout as sleep } from 'node:timers/promises';
import type { RecordedEvent } from '@tollgate/contracts';
import { Unpublished } from './unpublished.js';

const event = (hash: string): RecordedEvent => ({ hash }) as RecordedEvent;
/** A bus that can be away, and what became of the events by their names. */
const bench = (maxEvents = 3) => {
  const bus = { isAway: true, taken: [] as string[] };
  const fates: string[] = [];
  const failures: unknown[] = [];
  const publish = async ({ hash }: RecordedEvent): Promise<void> => {
    if (bus.isAway) throw new Error('no bus');
    bus.taken.push(hash);
  };
  const unpublished = new Unpublished({ publish, maxEvents, onFailure: (error) => void failures.push(error) });
  const add = (...names: readonly string[]): void =>
    unpublished.add(names.map(event), {
      settle: () => void fates.push(`${names} settled`),
      leaveToRelay: () => void fates.push(`${names} left`),
    });
  return { bus, fates, failures, unpublished, add };
};
/** Longer than it waits between two offers. */
const offered = () => sleep(1_100);

describe('committed events that the bus did not take', () => {
  it('are offered again until it does, the oldest first', async () => {
    const { bus, fates, add, unpublished } = bench();
    add('a', 'b');
    add('c');
    await offered();
    expect(fates).toEqual([]);
    bus.isAway = false;
    await offered();
    unpublished.close();
    expect(bus.taken).toEqual(['a', 'b', 'c']);
    expect(fates).toEqual(['a,b settled', 'c settled']);
  });

  it('do not fill the memory while the bus is away for long: beyond the limit they are the relay`s', async () => {
    const { bus, fates, add, unpublished } = bench(3);
    add('a', 'b');
    add('c', 'd');
    add('e');
    expect(fates).toEqual(['c,d left']);
    bus.isAway = false;
    await offered();
    add('f', 'g', 'h');
    await offered();
    unpublished.close();
    expect(bus.taken).toEqual(['a', 'b', 'e', 'f', 'g', 'h']);
  });

  it('are few before whoever appends waits for a bus that is full', () => {
    const { add, unpublished } = bench(10_000);
    expect([unpublished.isEmpty, unpublished.firstTry]).toEqual([true, { isKept: true }]);
    add(...Array.from({ length: 999 }, (_, index) => `${index}`));
    expect([unpublished.isEmpty, unpublished.firstTry]).toEqual([false, { isKept: true }]);
    add('one more');
    expect(unpublished.firstTry).toEqual({ isKept: false });
    unpublished.close();
  });

  it('are offered also after one of them could not be settled', async () => {
    const { bus, failures, fates, add, unpublished } = bench();
    bus.isAway = false;
    const settle = () => {
      throw new Error('a defect');
    };
    unpublished.add([event('a')], { settle, leaveToRelay: () => undefined });
    add('b');
    await offered();
    await offered();
    unpublished.close();
    expect(failures).toEqual([new Error('a defect')]);
    expect(bus.taken).toEqual(['a', 'b']);
    expect(fates).toEqual(['b settled']);
  });
});
