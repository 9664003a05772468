import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openStripeProcessors } from './open-stripe.handler.js';
import { stripeConfig } from './stripe-config.schema.js';

describe('the Stripe accounts of an environment', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'stripe-keys-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const keyFile = (name: string, key: string): string => {
    writeFileSync(join(folder, name), `${key}\n`);
    return join(folder, name);
  };
  const create = (environment: Readonly<Record<string, string>>) =>
    openStripeProcessors(stripeConfig.parse(environment), { clock: { now: () => new Date() } });

  it('are none without a key', async () => expect(await create({})).toEqual([]));

  it('are one for each key, each of its own mode; only the one for tests is asked elsewhere', async () => {
    const processors = await create({
      TOLLGATE_STRIPE_TEST_KEY_FILE: keyFile('test', 'sk_test_1'),
      TOLLGATE_STRIPE_LIVE_KEY_FILE: keyFile('live', 'sk_live_1'),
      TOLLGATE_STRIPE_URL: 'http://127.0.0.1:8584',
    });
    expect(processors.map(({ name, mode }) => [name, mode])).toEqual([
      ['stripe', 'test'],
      ['stripe', 'live'],
    ]);
  });

  it.each([
    ['TOLLGATE_STRIPE_TEST_KEY_FILE', 'sk_live_1', 'stripe_key_of_other_mode'],
    ['TOLLGATE_STRIPE_LIVE_KEY_FILE', 'sk_test_1', 'stripe_key_of_other_mode'],
    ['TOLLGATE_STRIPE_LIVE_KEY_FILE', 'pk_live_1', 'stripe_key_unreadable'],
  ])('%s with a key %s is refused: %s', async (variable, key, code) =>
    expect(create({ [variable]: keyFile('key', key) })).rejects.toMatchObject({ code }),
  );
});
