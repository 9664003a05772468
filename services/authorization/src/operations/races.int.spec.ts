import { authorizationOf, statusOf } from '@tollgate/order';
import { MemoryDueWork } from '@tollgate/postgres';
import type { RunningService } from '@tollgate/service';
import { eventually } from '@tollgate/testing';
import { ExpireAuthorizationHandler } from '../expire/expire-authorization.handler.js';
import type { TestProcess } from '../testing/test-process.js';
import { TestStack } from '../testing/test-stack.js';

const ROUNDS = 50;
const AT_ONCE = 20;
const WEEK_MS = 7 * 24 * 3_600_000;

/** Two replicas; ingress, which would have refused one of two requests, is not asked. */
describe('of two requests at once for the same money', () => {
  let stack: TestStack;
  let service: RunningService;
  let other: TestProcess;
  let aheadMs = 0;

  beforeAll(async () => {
    stack = await TestStack.start();
    service = await stack.authorizationBy({ now: () => new Date(Date.now() + aheadMs) });
    other = await stack.authorization();
  });
  afterAll(async () => {
    await service?.stop();
    await other?.end('SIGTERM');
    await stack?.stop();
  });

  /** So many rounds, so many at once. */
  const rounds = async (round: (order: string) => Promise<void>): Promise<void> => {
    for (let done = 0; done < ROUNDS; done += AT_ONCE) {
      const orders = await Promise.all(Array.from({ length: Math.min(AT_ONCE, ROUNDS - done) }, () => stack.authorized()));
      await Promise.all(orders.map(round));
    }
  };

  it('I3: a capture and a void, one wins, and the acquirer sees nothing of the other', async () => {
    await rounds(async (order) => {
      const [capture, end] = await Promise.all([stack.capture(order), stack.void(order)]);
      const outcomes = [await stack.outcomeOf(order, capture), await stack.outcomeOf(order, end)];
      const isCaptured = outcomes[0] === 'succeeded';
      expect(outcomes).toEqual(
        isCaptured ? ['succeeded', 'failed nothing_to_void'] : ['failed authorization_voided', 'succeeded'],
      );
      expect(stack.acquirer.kindsOf(order)).toEqual(['approved', isCaptured ? 'captured' : 'reversed']);
      expect(statusOf(await stack.order(order))).toBe(isCaptured ? 'approved' : 'voided');
    });
  }, 180_000);

  it('I3: two voids, one wins, and the acquirer sees nothing of the other', async () => {
    await rounds(async (order) => {
      const voids = await Promise.all([stack.void(order), stack.void(order)]);
      const outcomes = await Promise.all(voids.map((id) => stack.outcomeOf(order, id)));
      expect(outcomes.sort()).toEqual(['failed already_voided', 'succeeded']);
      expect(stack.acquirer.receivedCount(order, '0420')).toBe(1);
      expect(stack.acquirer.booksOf(order).live).toBe(0);
    });
  }, 180_000);

  it('I3: two captures of more than there is, one wins', async () => {
    await rounds(async (order) => {
      const captures = await Promise.all([stack.capture(order, 3000n), stack.capture(order, 3000n)]);
      const outcomes = await Promise.all(captures.map((id) => stack.outcomeOf(order, id)));
      expect(outcomes.sort()).toEqual(['failed amount_exceeds_capturable', 'succeeded']);
      expect(stack.acquirer.booksOf(order).captured).toBe(3000);
    });
  }, 180_000);

  it('I5: two refunds of more than was captured, one wins', async () => {
    await rounds(async (order) => {
      await stack.outcomeOf(order, await stack.capture(order));
      const refunds = await Promise.all([stack.refund(order, 3000n), stack.refund(order, 3000n)]);
      const outcomes = await Promise.all(refunds.map((id) => stack.outcomeOf(order, id)));
      expect(outcomes.sort()).toEqual(['failed amount_exceeds_refundable', 'succeeded']);
      expect(stack.acquirer.booksOf(order).refunded).toBe(3000);
    });
  }, 180_000);

  it('I3: a capture and the expiry of its authorization, one wins, and the acquirer sees nothing of the other', async () => {
    const inAWeek = { now: () => new Date(Date.now() + WEEK_MS) };
    const expiry = new ExpireAuthorizationHandler({
      log: service.runtime.orderLog,
      dueWork: new MemoryDueWork(),
      clock: inAWeek,
    });
    const expire = (order: string) =>
      expiry.handle({ kind: expiry.kind, key: order, dueAt: inAWeek.now(), attempts: 1, payload: null, claim: '' });
    const [late, early] = [await stack.authorized(), await stack.authorized()];
    await expire(late);
    expect(await endOf(late, await stack.capture(late))).toBe('expired');
    const capture = await stack.capture(early);
    await stack.outcomeOf(early, capture);
    await expire(early);
    expect(await endOf(early, capture)).toBe('captured');

    let roundCount = 0;
    await rounds(async (order) => {
      roundCount += 1;
      const headStartMs = 2 * (roundCount % 10);
      const expired = new Promise((resolve) => setTimeout(resolve, headStartMs)).then(() => expire(order));
      const [asked] = await Promise.all([stack.capture(order), expired]);
      await endOf(order, asked);
    });
  }, 180_000);

  /** Which of both won; fails where both did, or neither, or where the acquirer heard of the one that lost. */
  const endOf = async (order: string, capture: string): Promise<'captured' | 'expired'> => {
    const outcome = await stack.outcomeOf(order, capture);
    const { payment } = await stack.order(order);
    const isExpired = authorizationOf(payment)?.expired !== undefined;
    expect(outcome).toBe(isExpired ? 'failed authorization_expired' : 'succeeded');
    expect(stack.acquirer.kindsOf(order)).toEqual(isExpired ? ['approved'] : ['approved', 'captured']);
    return isExpired ? 'expired' : 'captured';
  };

  it('an authorization that nobody captures ends when its time is over', async () => {
    aheadMs = 0;
    const order = await stack.authorized();
    expect(await stack.outcomeOf(order, await stack.capture(order, 5000n))).toBe('succeeded');
    aheadMs = WEEK_MS + 1_000;
    await stack.paymentEndsIn('AuthorizationExpired', order);
    expect((await stack.read(order)).at(-1)?.data).toMatchObject({ amount: { minor: 426n, currency: 'USD' } });
    await eventually('the refusal of a later capture', async () => {
      const late = await stack.capture(order, 426n);
      return (await stack.outcomeOf(order, late)) === 'failed authorization_expired';
    });
  });
});
