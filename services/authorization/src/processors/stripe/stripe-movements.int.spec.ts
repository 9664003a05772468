import { usd } from '@tollgate/money';
import { StripeStack, type Wish } from './testing/stripe-stack.js';

const nothing = { authorized: 0, captured: 0, refunded: 0, held: 0, liveCount: 0 };

describe('a card payment through Stripe', () => {
  let stack: StripeStack;

  beforeEach(async () => {
    stack = await StripeStack.start();
  });
  afterEach(() => stack.stop());

  describe('capturing', () => {
    const capture = (wish: Wish) => stack.submit(stack.request('capture', wish));

    it('takes the whole amount', async () => {
      const { original } = await stack.authorized();
      expect(await capture({ original })).toMatchObject({ outcome: 'approved', reference: original.reference });
      expect(stack.books).toMatchObject({ captured: 1000, held: 0 });
    });

    it('takes a part; without multicapture the rest is released, which the answer says, and a second capture declined', async () => {
      const { original } = await stack.authorized();
      const part = await capture({ original, amount: usd(400n), isFinal: false });
      expect(part).toMatchObject({ outcome: 'approved', releasedRest: true });
      expect(stack.books).toMatchObject({ captured: 400, held: 0 });
      expect(await capture({ original, amount: usd(100n) })).toMatchObject({ outcome: 'declined', code: 'capture_not_allowed' });
    });

    it('of more than is held is declined', async () => {
      const { original } = await stack.authorized();
      expect(await capture({ original, amount: usd(1001n) })).toMatchObject({ outcome: 'declined', code: 'capture_too_large' });
      expect(stack.books).toMatchObject({ captured: 0, held: 1000 });
    });

    it('of an expired authorization is declined', async () => {
      const { original } = await stack.authorized();
      const id = original.reference?.reference.value;
      await fetch(`${stack.simulator.url}/control/expire/${id}`, { method: 'POST' });
      expect(await capture({ original })).toMatchObject({ outcome: 'declined', code: 'authorization_expired' });
    });

    it('of a voided authorization is declined', async () => {
      const { original } = await stack.authorized();
      await stack.submit(stack.request('void', { original }));
      expect(await capture({ original })).toMatchObject({ outcome: 'declined', code: 'authorization_voided' });
    });

    it.each(['no_answer', 'server_error_after', 'server_error', 'rate_limit', 'conflict'])(
      'after %s is repeated, and taken once',
      async (fault) => {
        const { original } = await stack.authorized();
        const request = stack.request('capture', { original, amount: usd(400n) });
        stack.simulator.fail({ on: '/capture', fault });
        expect((await stack.submit(request)).outcome).toBe('unknown');
        expect((await stack.repeat(request)).outcome).toBe('approved');
        expect((await stack.repeat(request, 2)).outcome).toBe('approved');
        expect(stack.books).toMatchObject({ captured: 400 });
      },
    );

    it('is taken once even when Stripe has forgotten the key', async () => {
      const { original } = await stack.authorized();
      const request = stack.request('capture', { original, amount: usd(400n) });
      await stack.submit(request);
      stack.simulator.forgetKeys();
      expect((await stack.repeat(request)).outcome).toBe('approved');
      expect(stack.books).toMatchObject({ captured: 400 });
    });
  });

  describe('voiding', () => {
    const voiding = (wish: Wish) => stack.submit(stack.request('void', wish));

    it('releases the hold, and again is no error', async () => {
      const { original } = await stack.authorized();
      expect((await voiding({ original })).outcome).toBe('approved');
      expect((await voiding({ original })).outcome).toBe('approved');
      expect(stack.books).toMatchObject({ held: 0, liveCount: 0 });
    });

    it('gives a sale back', async () => {
      const { original } = await stack.authorized({ isSale: true });
      expect((await voiding({ original })).outcome).toBe('approved');
      expect(stack.books).toMatchObject({ refunded: 1000, liveCount: 0 });
    });

    it('of the rest after a partial capture finds it released', async () => {
      const { original } = await stack.authorized();
      await stack.submit(stack.request('capture', { original, amount: usd(400n), isFinal: false }));
      expect((await voiding({ original, amount: usd(600n) })).outcome).toBe('approved');
      expect(stack.books).toMatchObject({ captured: 400, refunded: 0, held: 0 });
    });

    it('of what is captured is declined', async () => {
      const { original } = await stack.authorized();
      await stack.submit(stack.request('capture', { original }));
      expect(await voiding({ original })).toMatchObject({ outcome: 'declined', code: 'void_not_allowed' });
      expect(stack.books).toMatchObject({ captured: 1000, refunded: 0 });
    });
  });

  describe('refunding', () => {
    const refund = (wish: Wish) => stack.submit(stack.request('refund', wish));

    it('gives parts back up to the whole, each named by Stripe, and no more', async () => {
      const { original } = await stack.authorized({ isSale: true });
      for (const minor of [300n, 700n]) {
        expect(await refund({ original, amount: usd(minor) })).toMatchObject({
          outcome: 'approved',
          reference: { reference: { case: 'external', value: expect.stringMatching(/^re_/) } },
        });
      }
      expect(await refund({ original, amount: usd(1n) })).toMatchObject({ outcome: 'declined', code: 'already_refunded' });
      expect(stack.books).toMatchObject({ captured: 1000, refunded: 1000, liveCount: 0 });
    });

    it('of more than was taken is declined', async () => {
      const { original } = await stack.authorized({ isSale: true });
      await refund({ original, amount: usd(300n) });
      expect(await refund({ original, amount: usd(701n) })).toMatchObject({ outcome: 'declined', code: 'refund_too_large' });
      expect(stack.books).toMatchObject({ refunded: 300 });
    });

    it('of what was only authorized is declined', async () => {
      const { original } = await stack.authorized();
      expect(await refund({ original })).toMatchObject({ outcome: 'declined', code: 'invalid_request' });
    });

    it.each(['no_answer', 'server_error_after', 'server_error', 'rate_limit', 'conflict'])(
      'after %s is repeated, and given once',
      async (fault) => {
        const { original } = await stack.authorized({ isSale: true });
        const request = stack.request('refund', { original, amount: usd(300n) });
        stack.simulator.fail({ on: 'POST /v1/refunds', fault });
        expect((await stack.submit(request)).outcome).toBe('unknown');
        expect((await stack.repeat(request)).outcome).toBe('approved');
        expect((await stack.repeat(request, 2)).outcome).toBe('approved');
        expect(stack.books).toMatchObject({ refunded: 300 });
      },
    );

    it('is given once even when Stripe has forgotten the key', async () => {
      const { original } = await stack.authorized({ isSale: true });
      const request = stack.request('refund', { original, amount: usd(300n) });
      await stack.submit(request);
      stack.simulator.forgetKeys();
      expect((await stack.repeat(request)).outcome).toBe('approved');
      expect(stack.books).toMatchObject({ refunded: 300 });
    });
  });

  it('under a key that was used for something else is unknown, and moves nothing', async () => {
    const { original } = await stack.authorized({ isSale: true });
    const request = stack.request('refund', { original, amount: usd(300n) });
    await stack.submit(request);
    expect(await stack.submit({ ...request, amount: usd(200n) })).toEqual({ outcome: 'unknown', cause: 'answer_differs' });
    expect(stack.books).toMatchObject({ refunded: 300 });
  });

  it('is refused for what is no reference of Stripe', async () => {
    const { original } = await stack.authorized();
    for (const kind of ['capture', 'void', 'refund'] as const) {
      const request = stack.request(kind, { original: { ...original, reference: undefined } });
      await expect(stack.processor.prepare(request)).rejects.toMatchObject({ code: 'unknown_authorization' });
    }
  });

  it('of the other mode is never sent', async () => {
    const request = stack.request('authorize');
    const live = { ...request, order: { ...request.order, mode: 'live' as const } };
    await expect(stack.processor.prepare(live)).rejects.toThrow('never sent');
    expect(stack.books).toEqual(nothing);
  });
});
