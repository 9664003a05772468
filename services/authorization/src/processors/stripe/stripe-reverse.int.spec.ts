import { CARDS, StripeStack, TIMEOUT_MS } from './testing/stripe-stack.js';

const nothing = { authorized: 0, captured: 0, refunded: 0, held: 0, liveCount: 0 };

describe('an authorization through Stripe', () => {
  let stack: StripeStack;

  beforeEach(async () => {
    stack = await StripeStack.start();
  });
  afterEach(() => stack.stop());

  describe('without an answer', () => {
    it.each([
      [CARDS.neverAnswered, 'no_answer'],
      [CARDS.answeredLate, 'no_answer'],
      [CARDS.serverError, 'no_answer'],
    ])('card %s leaves it unknown (%s), held, and reversing leaves nothing live', async (pan, cause) => {
      const { result, original } = await stack.authorized({ pan });
      expect(result).toEqual({ outcome: 'unknown', cause });
      expect(stack.books).toMatchObject({ held: 1000, liveCount: 1 });
      expect((await stack.submit(stack.request('reverse', { original }))).outcome).toBe('approved');
      expect(stack.books).toMatchObject({ held: 0, liveCount: 0 });
    });

    it('a sale is given back', async () => {
      const { original } = await stack.authorized({ pan: CARDS.neverAnswered, isSale: true });
      const reversal = stack.request('reverse', { original });
      expect((await stack.submit(reversal)).outcome).toBe('approved');
      expect(stack.books).toMatchObject({ captured: 1000, refunded: 1000, liveCount: 0 });
      expect((await stack.repeat(reversal)).outcome).toBe('approved');
      expect(stack.books).toMatchObject({ refunded: 1000 });
    });

    it('the answer of a connection that broke is fetched once under the same key: approved, and held once', async () => {
      expect((await stack.authorized({ pan: CARDS.dropped })).result.outcome).toBe('approved');
      expect(stack.books).toMatchObject({ authorized: 1000, liveCount: 1 });
    });

    it.each([
      ['drop', 'link_lost'],
      ['rate_limit', 'no_answer'],
      ['lock_timeout', 'no_answer'],
      ['conflict', 'no_answer'],
      ['server_error', 'no_answer'],
    ])('%s before the issuer was asked leaves it unknown (%s), and reversing closes it', async (fault, cause) => {
      stack.simulator.fail({ on: '/confirm', fault, times: 2 });
      const { result, original } = await stack.authorized();
      expect(result).toEqual({ outcome: 'unknown', cause });
      expect((await stack.submit(stack.request('reverse', { original }))).outcome).toBe('approved');
      expect(stack.books).toEqual(nothing);
    });

    it('a confirmation that comes after its reversal finds the payment closed', async () => {
      stack.simulator.fail({ on: '/confirm', fault: 'slow_before', delayMs: 2 * TIMEOUT_MS });
      const { original } = await stack.authorized();
      expect((await stack.submit(stack.request('reverse', { original }))).outcome).toBe('approved');
      await new Promise((resolve) => setTimeout(resolve, 2 * TIMEOUT_MS));
      expect(stack.books).toEqual(nothing);
    });

    it('a payment whose name was lost is found by repeating its creation, and reversed', async () => {
      const { original } = await stack.authorized({ pan: CARDS.neverAnswered });
      const nameless = { ...original, reference: undefined };
      expect((await stack.submit(stack.request('reverse', { original: nameless }))).outcome).toBe('approved');
      expect(stack.books).toMatchObject({ held: 0, liveCount: 0 });
    });

    it('a reversal is unknown while Stripe fails, and a repetition completes it', async () => {
      const { original } = await stack.authorized();
      const reversal = stack.request('reverse', { original });
      stack.simulator.fail({ on: '/cancel', fault: 'server_error' });
      expect(await stack.submit(reversal)).toEqual({ outcome: 'unknown', cause: 'no_answer' });
      expect(stack.books).toMatchObject({ liveCount: 1 });
      expect((await stack.repeat(reversal)).outcome).toBe('approved');
      expect(stack.books).toMatchObject({ liveCount: 0 });
    });
  });

  it('a reversal that was refused by a passing state is tried under a key of its own', async () => {
    const { original } = await stack.authorized();
    stack.simulator.fail({ on: '/cancel', fault: 'unexpected_state' });
    expect((await stack.submit(stack.request('reverse', { original }))).outcome).toBe('approved');
    expect(stack.books).toMatchObject({ held: 0, liveCount: 0 });
  });
});
