import { join } from 'node:path';
import { eventFilter, type RecordedEvent } from '@tollgate/contracts';
import { fromWire } from '@tollgate/messaging';
import { eventually } from '@tollgate/testing';
import type { TestProcess } from '../testing/test-process.js';
import { TestStack } from '../testing/test-stack.js';
import {
  abandonedAuthorization,
  bringToDie,
  type CrashBooks,
  type CrashFixture,
  describeCrashes,
  GIVEN_UP,
} from './crash.contract.js';
import { AFTER_SEND } from './crash-points.data.js';

const SOLD = ['AuthorizationRequested', 'PaymentAuthorized', 'PaymentCaptured'];
const SILENT = '4000000000000119';

const openWithAcquirer = async (): Promise<CrashFixture> => {
  const stack = await TestStack.start();
  const books = (order: string): CrashBooks => {
    const { held, captured, refunded, credited } = stack.acquirer.booksOf(order);
    return { held, kept: captured - refunded, credited };
  };
  return { stack, books, creditOutcome: 'succeeded', silentCard: SILENT, stop: () => stack.stop() };
};

interface StripeSimulator {
  readonly url: string;
  books(): readonly {
    readonly order: string;
    readonly held: number;
    readonly captured: number;
    readonly refunded: number;
  }[];
  stop(): Promise<void>;
}

/** Lies outside of this project, so it is imported when the test runs. */
const stripeSimulator: string = join(import.meta.dirname, '../../../../apps/stripe-simulator/src/index.ts');

const openWithStripe = async (): Promise<CrashFixture> => {
  const { startStripeSimulator } = (await import(stripeSimulator)) as {
    startStripeSimulator(options: object): Promise<StripeSimulator>;
  };
  const [stack, simulator] = await Promise.all([TestStack.start(), startStripeSimulator({ lateAnswerMs: 1_200 })]);
  stack.useStripe(simulator.url);
  const books = (id: string): CrashBooks => {
    const { held = 0, captured = 0, refunded = 0 } = simulator.books().find(({ order }) => order === id) ?? {};
    return { held, kept: captured - refunded, credited: 0 };
  };
  const stop = async (): Promise<void> => {
    await stack.stop();
    await simulator.stop();
  };
  return { stack, books, creditOutcome: 'declined credit_not_supported', silentCard: '4999990000000015', stop };
};

describeCrashes('an acquirer', openWithAcquirer);
describeCrashes('Stripe', openWithStripe);

describe('authorization, when something dies', () => {
  let fixture: CrashFixture;
  let stack: TestStack;
  let service: TestProcess | undefined;

  beforeAll(async () => {
    fixture = await openWithAcquirer();
    stack = fixture.stack;
  });
  afterEach(async () => {
    await service?.end('SIGTERM');
    service = undefined;
  });
  afterAll(() => stack?.stop());

  it('I3, I4: undoes an authorization that the acquirer has in its hands when the process dies', async () => {
    const order = await bringToDie(fixture, AFTER_SEND, abandonedAuthorization);
    service = await stack.authorization();
    await abandonedAuthorization.check(fixture, order);
  }, 60_000);

  it('I7: publishes an outcome that it had committed when it died', async () => {
    const published = new Set<string>();
    stack.bus.connection.subscribe(eventFilter('PaymentCaptured'), {
      callback: (_error, message) => {
        published.add((fromWire(message.string()) as RecordedEvent).header.subject.id);
      },
    });
    const dying = await stack.authorization({ TOLLGATE_CRASH_AT: 'append:after-commit:2' });
    const order = await stack.placeAndAccept();
    expect(await dying.ended).toBe('SIGKILL');
    service = await stack.authorization();
    expect(await stack.paymentEndsIn('PaymentCaptured', order)).toEqual(SOLD);
    await eventually('the outcome on the bus', () => published.has(order));
    expect(stack.acquirer.booksOf(order).live).toBe(1);
  });

  it('I4: reverses what was in flight when the line broke, once the acquirer is back', async () => {
    service = await stack.authorization({ TOLLGATE_ACQUIRER_TIMEOUT_MS: '5000' });
    const order = await stack.placeAndAccept({ pan: SILENT });
    await eventually('the approval', () => stack.acquirer.booksOf(order).live === 1);
    await stack.acquirer.kill();
    await stack.paymentEndsIn('AuthorizationUnknown', order);
    const unknown = (await stack.read(order)).find(({ type }) => type === 'AuthorizationUnknown');
    expect(unknown?.data).toMatchObject({ cause: 'link_lost' });
    await stack.acquirer.restart();
    expect(await stack.paymentEndsIn('AuthorizationReversed', order)).toEqual(GIVEN_UP);
    expect(stack.acquirer.booksOf(order).live).toBe(0);
  });

  it('asks nothing while the acquirer is away, and asks once it is back', async () => {
    service = await stack.authorization();
    await stack.acquirer.kill();
    const order = await stack.placeAndAccept();
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect((await stack.read(order)).filter(({ header }) => header.stream === 'payment')).toEqual([]);
    await stack.acquirer.restart();
    expect(await stack.paymentEndsIn('PaymentCaptured', order)).toEqual(SOLD);
  });

  it('A11: refuses an order whose charge would come after its merchant was answered', async () => {
    service = await stack.authorization();
    await stack.acquirer.kill();
    const order = await stack.placeAndAccept();
    expect(await stack.paymentEndsIn('OrderRejected', order)).toEqual(['OrderRejected']);
    expect((await stack.read(order)).at(-1)?.data).toMatchObject({ code: 'processor_unavailable' });
    await stack.acquirer.restart();
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    expect(stack.acquirer.journalOf(order)).toEqual([]);
  });

  it('performs a capture that was asked for while the acquirer was away', async () => {
    service = await stack.authorization();
    const order = await stack.authorized();
    await stack.acquirer.kill();
    const capture = await stack.capture(order);
    await new Promise((resolve) => setTimeout(resolve, 500));
    await stack.acquirer.restart();
    expect(await stack.outcomeOf(order, capture)).toBe('succeeded');
    expect(stack.acquirer.booksOf(order).captured).toBe(5426);
  });

  it('keeps an answer that Postgres was not there to take, and records it when Postgres is back', async () => {
    service = await stack.authorization({ TOLLGATE_ACQUIRER_TIMEOUT_MS: '5000' });
    const order = await stack.placeAndAccept({ pan: '4000000000000259' });
    await eventually('the approval', () => stack.acquirer.booksOf(order).live === 1);
    await stack.postgres.kill();
    await eventually('the answer', () => stack.acquirer.journalOf(order).some(({ kind }) => kind === 'answered'));
    await stack.postgres.restart();
    expect(await stack.paymentEndsIn('PaymentCaptured', order)).toEqual(SOLD);
    expect(stack.acquirer.booksOf(order).live).toBe(1);
  });

  it('I3, I17: ends every order when one of two replicas is killed among them', async () => {
    service = await stack.authorization();
    const other = await stack.authorization();
    const orders = await Promise.all(Array.from({ length: 100 }, () => stack.place()));
    const accepting = Promise.all(orders.map((order) => stack.accept(order)));
    await new Promise((resolve) => setTimeout(resolve, 30));
    await other.end('SIGKILL');
    await accepting;
    const ended = /^(PaymentCaptured|AuthorizationReversed|OrderRejected)$/;
    const lasts = await Promise.all(orders.map((order) => stack.paymentEndsIn(ended, order, 60_000)));
    expect(lasts).toHaveLength(100);
    for (const order of orders) {
      const isSold = (await stack.read(order)).some(({ type }) => type === 'PaymentCaptured');
      expect(stack.acquirer.booksOf(order).live).toBe(isSold ? 1 : 0);
    }
  });
});
