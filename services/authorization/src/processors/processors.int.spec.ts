import { systemClock } from '@tollgate/errors';
import type { RunningService } from '@tollgate/service';
import { eventually } from '@tollgate/testing';
import { TestStack } from '../testing/test-stack.js';

describe('the processors of the environment', () => {
  let stack: TestStack;
  let service: RunningService | undefined;

  beforeAll(async () => {
    stack = await TestStack.start();
  });
  afterEach(async () => {
    await service?.stop();
    service = undefined;
  });
  afterAll(() => stack?.stop());

  const ask = async (path: string): Promise<string> => (await fetch(`http://127.0.0.1:${service?.healthPort}${path}`)).text();
  const partsOf = async (): Promise<Readonly<Record<string, boolean>>> =>
    (JSON.parse(await ask('/health/ready')) as { parts: Record<string, boolean> }).parts;
  const metricOf = async (): Promise<string | undefined> =>
    /^tollgate_processor_up\{.*processor="iso8583".*\} (\d)$/m.exec(await ask('/metrics'))?.[1];

  it('A11: are down by name in readiness, and in a metric, while the line is broken', async () => {
    service = await stack.authorizationBy(systemClock);
    await eventually('the link', async () => (await partsOf())['processor iso8583 (test)']);
    await eventually('the metric', async () => (await metricOf()) === '1');
    await stack.acquirer.kill();
    await eventually('the metric', async () => (await metricOf()) === '0');
    expect(await partsOf()).toMatchObject({ serving: true, bus: true, database: true, 'processor iso8583 (test)': false });
    await stack.acquirer.restart();
    await eventually('the link', async () => (await partsOf())['processor iso8583 (test)']);
  });

  it('M2: take live orders to the simulator only where the operator says so', async () => {
    service = await stack.authorizationBy(systemClock, { TOLLGATE_ALLOW_SIMULATOR_LIVE: '1' });
    const tried = await stack.placeAndAccept({ mode: 'live' });
    await stack.paymentEndsIn('PaymentCaptured', tried);
    expect(stack.acquirer.kindsOf(tried)).toEqual(['approved', 'captured']);
  });

  it('M2: of mode live never see a test order', async () => {
    service = await stack.authorizationBy(systemClock, { TOLLGATE_ACQUIRER_MODE: 'live' });
    const order = await stack.placeAndAccept({ mode: 'test' });
    await stack.paymentEndsIn('OrderRejected', order);
    expect((await stack.read(order)).at(-1)?.data).toMatchObject({ code: 'no_processor' });
    expect(stack.acquirer.journalOf(order)).toEqual([]);
  });

  it('may be none: then only an order that costs nothing passes', async () => {
    service = await stack.authorizationBy(systemClock, { TOLLGATE_ACQUIRER_PORT: undefined });
    const [paid, free] = [await stack.placeAndAccept(), await stack.placeAndAccept({ isFree: true })];
    await stack.paymentEndsIn('OrderRejected', paid);
    await stack.paymentEndsIn('PaymentCaptured', free);
  });
});
