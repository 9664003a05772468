import { eventFilter, type RecordedEvent } from '@tollgate/contracts';
import { fromWire } from '@tollgate/messaging';
import { eventually } from '@tollgate/testing';
import type { TestProcess } from '../testing/test-process.js';
import { TestStack } from '../testing/test-stack.js';
import { AFTER_SEND, crashPoints } from './crash-points.data.js';

const GIVEN_UP = ['AuthorizationRequested', 'AuthorizationUnknown', 'AuthorizationReversed'];
const SOLD = ['AuthorizationRequested', 'PaymentAuthorized', 'PaymentCaptured'];
const SILENT = '4000000000000119';

/** What brings a process to the point where it dies, and what must be so once another one has run. */
interface CrashCase {
  readonly bring: (stack: TestStack) => Promise<string>;
  readonly check: (stack: TestStack, order: string) => Promise<void>;
}

const authorization = (approvedCount: number): CrashCase => ({
  bring: (stack) => stack.placeAndAccept(),
  check: async (stack, order) => {
    expect(await stack.paymentEndsIn('AuthorizationReversed', order, 30_000)).toEqual(GIVEN_UP);
    const kinds = stack.acquirer.kindsOf(order);
    expect(kinds.filter((kind) => kind === 'approved')).toHaveLength(approvedCount);
    expect(stack.acquirer.booksOf(order)).toEqual({ live: 0, captured: 0, voided: 0, refunded: 0 });
    const unknown = (await stack.read(order)).find(({ type }) => type === 'AuthorizationUnknown');
    expect(unknown?.data).toMatchObject({ cause: 'recovered' });
  },
});

/** An operation is sent again, and counts once. A void of all that was authorized leaves nothing live. */
const operation = (kind: 'capture' | 'void' | 'refund', books: object): CrashCase => ({
  bring: async (stack) => {
    const order = await stack.authorized();
    if (kind === 'refund') await stack.outcomeOf(order, await stack.capture(order));
    await stack[kind](order);
    return order;
  },
  check: async (stack, order) => {
    const asked = (await stack.read(order)).findLast(({ header }) => header.stream === 'order');
    expect(await stack.outcomeOf(order, asked?.header.id ?? '', 30_000)).toBe('succeeded');
    expect(stack.acquirer.booksOf(order)).toEqual({ live: 1, captured: 0, voided: 0, refunded: 0, ...books });
  },
});

const reversal: CrashCase = {
  bring: (stack) => stack.placeAndAccept({ pan: SILENT }),
  check: async (stack, order) => {
    expect(await stack.paymentEndsIn('AuthorizationReversed', order, 40_000)).toEqual(GIVEN_UP);
    expect(stack.acquirer.booksOf(order).live).toBe(0);
  },
};

const cases: Readonly<Record<string, CrashCase>> = {
  'authorize:after-intent': authorization(0),
  'authorize:after-answer': authorization(1),
  'capture:after-intent': operation('capture', { captured: 5426 }),
  'capture:after-answer': operation('capture', { captured: 5426 }),
  'void:after-intent': operation('void', { live: 0 }),
  'void:after-answer': operation('void', { live: 0 }),
  'refund:after-intent': operation('refund', { captured: 5426, refunded: 5426 }),
  'refund:after-answer': operation('refund', { captured: 5426, refunded: 5426 }),
  'reverse:after-intent': reversal,
  'reverse:after-answer': reversal,
  [AFTER_SEND]: authorization(1),
};

it('every crash point has its case', () => {
  expect(Object.keys(cases).sort()).toEqual([...crashPoints, AFTER_SEND].sort());
});

describe('authorization, when something dies', () => {
  let stack: TestStack;
  let service: TestProcess | undefined;

  beforeAll(async () => {
    stack = await TestStack.start();
  }, 60_000);
  afterEach(async () => {
    await service?.end('SIGTERM');
    service = undefined;
  }, 20_000);
  afterAll(() => stack?.stop(), 30_000);

  it.each(Object.entries(cases))(
    'I3, I4, I5: loses no order and no cent at %s',
    async (point, { bring, check }) => {
      const dying = await stack.authorization({ TOLLGATE_CRASH_AT: point });
      const order = await bring(stack);
      expect(await dying.ended).toBe('SIGKILL');
      service = await stack.authorization();
      await check(stack, order);
    },
    60_000,
  );

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
    await eventually('the outcome on the bus', () => published.has(order), 20_000);
    expect(stack.acquirer.booksOf(order).live).toBe(1);
  }, 40_000);

  it('I4: reverses what was in flight when the line broke, once the acquirer is back', async () => {
    service = await stack.authorization({ TOLLGATE_ACQUIRER_TIMEOUT_MS: '5000' });
    const order = await stack.placeAndAccept({ pan: SILENT });
    await eventually('the approval', () => stack.acquirer.booksOf(order).live === 1);
    await stack.acquirer.kill();
    await stack.paymentEndsIn('AuthorizationUnknown', order);
    const unknown = (await stack.read(order)).find(({ type }) => type === 'AuthorizationUnknown');
    expect(unknown?.data).toMatchObject({ cause: 'link_lost' });
    await stack.acquirer.restart();
    expect(await stack.paymentEndsIn('AuthorizationReversed', order, 20_000)).toEqual(GIVEN_UP);
    expect(stack.acquirer.booksOf(order).live).toBe(0);
  }, 40_000);

  it('asks nothing while the acquirer is away, and asks once it is back', async () => {
    service = await stack.authorization();
    await stack.acquirer.kill();
    const order = await stack.placeAndAccept();
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect((await stack.read(order)).filter(({ header }) => header.stream === 'payment')).toEqual([]);
    await stack.acquirer.restart();
    expect(await stack.paymentEndsIn('PaymentCaptured', order, 20_000)).toEqual(SOLD);
  }, 40_000);

  it('A11: refuses an order whose charge would come after its merchant was answered', async () => {
    service = await stack.authorization();
    await stack.acquirer.kill();
    const order = await stack.placeAndAccept();
    expect(await stack.paymentEndsIn('OrderRejected', order, 40_000)).toEqual(['OrderRejected']);
    expect((await stack.read(order)).at(-1)?.data).toMatchObject({ code: 'processor_unavailable' });
    await stack.acquirer.restart();
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    expect(stack.acquirer.journalOf(order)).toEqual([]);
  }, 60_000);

  it('performs a capture that was asked for while the acquirer was away', async () => {
    service = await stack.authorization();
    const order = await stack.authorized();
    await stack.acquirer.kill();
    const capture = await stack.capture(order);
    await new Promise((resolve) => setTimeout(resolve, 500));
    await stack.acquirer.restart();
    expect(await stack.outcomeOf(order, capture)).toBe('succeeded');
    expect(stack.acquirer.booksOf(order).captured).toBe(5426);
  }, 40_000);

  it('keeps an answer that Postgres was not there to take, and records it when Postgres is back', async () => {
    service = await stack.authorization({ TOLLGATE_ACQUIRER_TIMEOUT_MS: '5000' });
    const order = await stack.placeAndAccept({ pan: '4000000000000259' });
    await eventually('the approval', () => stack.acquirer.booksOf(order).live === 1);
    await stack.postgres.kill();
    await eventually('the answer', () => stack.acquirer.journalOf(order).some(({ kind }) => kind === 'answered'));
    await stack.postgres.restart();
    expect(await stack.paymentEndsIn('PaymentCaptured', order, 30_000)).toEqual(SOLD);
    expect(stack.acquirer.booksOf(order).live).toBe(1);
  }, 60_000);

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
  }, 90_000);
});
