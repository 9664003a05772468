import { eventFilter, type RecordedEvent } from '@tollgate/contracts';
import { fromWire } from '@tollgate/messaging';
import { type Process, startAcquirer, TestStack } from './testing/test-stack.js';

const GIVEN_UP = ['AuthorizationRequested', 'AuthorizationTimedOut', 'AuthorizationReversed'];
const APPROVED = ['AuthorizationRequested', 'PaymentAuthorized', 'PaymentCaptured'];

describe('authorization, when something dies', () => {
  let runtime: TestStack;
  let service: Process | undefined;

  beforeAll(async () => {
    runtime = await TestStack.start();
  }, 60_000);
  afterEach(async () => {
    await service?.end('SIGTERM');
    service = undefined;
  }, 20_000);
  afterAll(() => runtime?.stop(), 30_000);

  it.each([
    ['after the intent, nothing sent', 'authorization:after-intent', 0],
    ['after the request was sent', 'authorization:after-send', 1],
    ['with the approval in hand', 'authorization:after-answer', 1],
  ])(
    'I3, I4: gives up and reverses a request when it dies %s',
    async (_what, point, approvedCount) => {
      const dying = await runtime.authorization({ TOLLGATE_CRASH_AT: point });
      const order = await runtime.placeAndAccept();
      expect(await dying.ended).toBe('SIGKILL');
      expect(runtime.liveCount(order)).toBeLessThanOrEqual(approvedCount);
      service = await runtime.authorization();
      expect(await runtime.paymentEndsIn('AuthorizationReversed', order)).toEqual(GIVEN_UP);
      expect(runtime.journalOf(order).filter(({ kind }) => kind === 'approved')).toHaveLength(approvedCount);
      expect(runtime.liveCount(order)).toBe(0);
      const timedOut = (await runtime.read(order)).find(({ type }) => type === 'AuthorizationTimedOut');
      expect(timedOut?.data).toMatchObject({ cause: 'recovered' });
    },
    30_000,
  );

  it('I7: publishes an outcome that it had committed when it died', async () => {
    const published = new Set<string>();
    const filter = eventFilter('PaymentCaptured');
    runtime.bus.connection.subscribe(filter, {
      callback: (_error, message) => {
        published.add((fromWire(message.string()) as RecordedEvent).header.order);
      },
    });
    const dying = await runtime.authorization({ TOLLGATE_CRASH_AT: 'append:after-commit:2' });
    const order = await runtime.placeAndAccept();
    expect(await dying.ended).toBe('SIGKILL');
    service = await runtime.authorization();
    expect(await runtime.paymentEndsIn('PaymentCaptured', order)).toEqual(APPROVED);
    await until(() => published.has(order), 20_000);
    expect(runtime.liveCount(order)).toBe(1);
  }, 40_000);

  it('I4: reverses what was in flight when the line broke, once the acquirer is back', async () => {
    service = await runtime.authorization({ TOLLGATE_ACQUIRER_TIMEOUT_MS: '5000' });
    const order = await runtime.placeAndAccept({ pan: '4000000000000119' });
    await until(() => runtime.liveCount(order) === 1);
    await runtime.acquirer.process.end('SIGKILL');
    await runtime.paymentEndsIn('AuthorizationTimedOut', order);
    const timedOut = (await runtime.read(order)).find(({ type }) => type === 'AuthorizationTimedOut');
    expect(timedOut?.data).toMatchObject({ cause: 'link_lost' });
    runtime.acquirer = await startAcquirer(runtime.folder, runtime.acquirer.port);
    expect(await runtime.paymentEndsIn('AuthorizationReversed', order, 20_000)).toEqual(GIVEN_UP);
    expect(runtime.liveCount(order)).toBe(0);
  }, 40_000);

  it('asks nothing while the acquirer is away, and asks once it is back', async () => {
    service = await runtime.authorization();
    await runtime.acquirer.process.end('SIGKILL');
    const order = await runtime.placeAndAccept();
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect((await runtime.read(order)).filter(({ header }) => header.stream === 'payment')).toEqual([]);
    runtime.acquirer = await startAcquirer(runtime.folder, runtime.acquirer.port);
    expect(await runtime.paymentEndsIn('PaymentCaptured', order, 20_000)).toEqual(APPROVED);
  }, 40_000);

  it('keeps an answer that Postgres was not there to take, and records it when Postgres is back', async () => {
    service = await runtime.authorization({ TOLLGATE_ACQUIRER_TIMEOUT_MS: '5000' });
    const order = await runtime.placeAndAccept({ pan: '4000000000000259' });
    await until(() => runtime.liveCount(order) === 1);
    await runtime.postgres.kill();
    await until(() => runtime.journalOf(order).some(({ kind }) => kind === 'answered'));
    await runtime.postgres.restart();
    expect(await runtime.paymentEndsIn('PaymentCaptured', order, 30_000)).toEqual(APPROVED);
    expect(runtime.liveCount(order)).toBe(1);
  }, 60_000);

  it('I3, I17: ends every order when one of two replicas is killed among them', async () => {
    service = await runtime.authorization();
    const other = await runtime.authorization();
    const orders = await Promise.all(Array.from({ length: 100 }, () => runtime.place()));
    const accepting = Promise.all(orders.map((order) => runtime.accept(order)));
    await new Promise((resolve) => setTimeout(resolve, 30));
    await other.end('SIGKILL');
    await accepting;
    const ended = /^(PaymentCaptured|AuthorizationReversed|OrderRejected)$/;
    const lasts = await Promise.all(orders.map((order) => runtime.paymentEnds(ended, order, 60_000)));
    expect(lasts).toHaveLength(100);
    for (const order of orders) {
      const isApproved = (await runtime.read(order)).some(({ type }) => type === 'PaymentCaptured');
      expect(runtime.liveCount(order)).toBe(isApproved ? 1 : 0);
    }
  }, 90_000);
});

const until = async (isSo: () => boolean, withinMs = 10_000): Promise<void> => {
  const deadline = Date.now() + withinMs;
  while (!isSo()) {
    if (Date.now() > deadline) throw new Error('it did not come to it');
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
};
