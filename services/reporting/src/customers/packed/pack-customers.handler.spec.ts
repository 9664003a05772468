import { setImmediate as soon } from 'node:timers/promises';
import type { Owner } from '../../figures/owner.js';
import { PackCustomersHandler } from './pack-customers.handler.js';

const stores: readonly Owner[] = [
  { merchant: 'mer_a', mode: 'live' },
  { merchant: 'mer_a', mode: 'test' },
];

/** Each store has two months to be packed whenever one looks; `now` is read anew. */
const setUp = (world: { now: string; fails?: boolean }) => {
  const packed: string[] = [];
  const warnings: object[] = [];
  const days = {
    owners: async () => {
      if (world.fails) throw new Error('away');
      return stores;
    },
    advance: async ({ mode }: Owner, untilMs: number) => {
      packed.push(`${mode} ${new Date(untilMs).toISOString()}`);
      return packed.length % 3 !== 0;
    },
  };
  const clock = { now: () => new Date(world.now) };
  const handler = new PackCustomersHandler(days, clock, { warn: (told: object) => void warnings.push(told) } as never);
  const offered = async (): Promise<number> => {
    handler.offer();
    for (let turn = 0; turn < 20; turn += 1) await soon();
    return packed.length;
  };
  return { handler, packed, warnings, offered };
};

describe('what customers bought is packed', () => {
  it('store by store and month by month, up to the last day that was over two hours ago', async () => {
    const { packed, offered } = setUp({ now: '2026-11-28T01:59:59Z' });
    await offered();
    const day = '2026-11-27T00:00:00.000Z';
    expect(packed).toEqual([...Array(3).fill(`live ${day}`), ...Array(3).fill(`test ${day}`)]);
  });

  it('once a minute, however often it might be, and also after it failed', async () => {
    const world = { now: '2026-11-28T02:00:00Z', fails: true };
    const { packed, warnings, offered } = setUp(world);
    expect(await offered()).toBe(0);
    expect(warnings).toHaveLength(1);
    world.fails = false;
    expect(await offered()).toBe(0);
    world.now = '2026-11-28T02:01:00Z';
    expect(await offered()).toBe(6);
    expect(packed[0]).toBe('live 2026-11-28T00:00:00.000Z');
    expect(await offered()).toBe(6);
  });

  it('by nobody who ends', async () => {
    const { handler, offered } = setUp({ now: '2026-11-28T02:00:00Z' });
    await handler.close();
    expect(await offered()).toBe(0);
  });
});
