import { money, StripeStack, type Wish } from './testing/stripe-stack.js';

describe('an account with multicapture', () => {
  let stack: StripeStack;

  beforeEach(async () => {
    stack = await StripeStack.start({ hasMulticapture: true });
  });
  afterEach(() => stack.stop());

  const capture = (wish: Wish) => stack.submit(stack.request('capture', wish));

  it('captures in parts, keeps the rest held until the final one, and releases it then', async () => {
    const { original } = await stack.authorized();
    for (const minor of [300n, 200n]) {
      const part = await capture({ original, amount: money(minor, 'USD'), isFinal: false });
      expect(part.outcome).toBe('approved');
      expect(part).not.toHaveProperty('releasedRest');
    }
    expect(stack.books).toMatchObject({ captured: 500, held: 500 });
    expect((await capture({ original, amount: money(100n, 'USD'), isFinal: true })).outcome).toBe('approved');
    expect(stack.books).toMatchObject({ captured: 600, held: 0 });
  });

  it('voids the rest after a partial capture', async () => {
    const { original } = await stack.authorized();
    await capture({ original, amount: money(300n, 'USD'), isFinal: false });
    const rest = stack.request('void', { original, amount: money(700n, 'USD') });
    expect((await stack.submit(rest)).outcome).toBe('approved');
    expect(stack.books).toMatchObject({ captured: 300, held: 0, refunded: 0 });
  });

  it('reverses a partly captured authorization whole', async () => {
    const { original } = await stack.authorized();
    await capture({ original, amount: money(300n, 'USD'), isFinal: false });
    expect((await stack.submit(stack.request('reverse', { original }))).outcome).toBe('approved');
    expect(stack.books).toMatchObject({ held: 0, refunded: 300, liveCount: 0 });
  });

  it.each(['no_answer', 'server_error_after', 'server_error'])('repeats a part after %s, and takes it once', async (fault) => {
    const { original } = await stack.authorized();
    const request = stack.request('capture', { original, amount: money(300n, 'USD'), isFinal: false });
    stack.simulator.fail({ on: '/capture', fault });
    expect((await stack.submit(request)).outcome).toBe('unknown');
    const again = { ...request, repeats: { reference: original.reference, attempts: 1 } };
    expect((await stack.submit(again)).outcome).toBe('approved');
    expect(stack.books).toMatchObject({ captured: 300, held: 700 });
  });
});
