import { randomUUID } from 'node:crypto';
import { drawAmongKills } from '../testing/drawn-keys.js';
import { KeyShop } from '../testing/key-shop.js';
import { TestStack } from '../testing/test-stack.js';

/** `TOLLGATE_DRAWN_KEYS=10000`: as many as one likes. */
const count = Number(process.env.TOLLGATE_DRAWN_KEYS ?? 1_000);

describe('a pool that eight processes draw from at once', () => {
  let stage: TestStack;
  beforeAll(async () => {
    stage = await TestStack.open();
    await stage.startReplica();
  });
  afterAll(() => stage?.close());

  it('I10: gives each key to one order, and every order one and the same, whoever is killed meanwhile', async () => {
    const shop = new KeyShop(stage);
    await shop.sell('RACE', { kind: 'pool' });
    const keys = Array.from({ length: count }, (_, index) => `RACE-${index}`);
    for (let from = 0; from < count; from += 5_000) await shop.add('RACE', keys.slice(from, from + 5_000));
    const environment = {
      TOLLGATE_POSTGRES_URL: stage.environment.TOLLGATE_POSTGRES_URL ?? '',
      TOLLGATE_TEST_LINK_KEY: stage.linkKey.toString('base64'),
    };
    const startedAt = performance.now();
    const drawn = await drawAmongKills({ sku: 'RACE', orderCount: count, processCount: 8, killCount: count / 100, environment });
    const seconds = ((performance.now() - startedAt) / 1_000).toFixed(1);
    process.stderr.write(`${drawn.keys.size} keys, ${drawn.killed} processes killed, ${seconds} s\n`);
    expect(drawn.changed).toEqual([]);
    expect(drawn.killed).toBeGreaterThan(0);
    expect([...drawn.keys.values()].toSorted()).toEqual(keys.toSorted());
    expect(await shop.state('RACE')).toMatchObject({ left: 0, reserved: count });
    await expect(shop.reserve(randomUUID(), 'RACE')).rejects.toMatchObject({ code: 'keys_exhausted' });
  }, 600_000);
});
