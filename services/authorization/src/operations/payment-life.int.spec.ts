import { requests } from '@tollgate/contracts';
import { statusOf } from '@tollgate/order';
import { eventually } from '@tollgate/testing';
import type { TestProcess } from '../testing/test-process.js';
import { TestStack, TOTAL } from '../testing/test-stack.js';

const SOLD = ['AuthorizationRequested', 'PaymentAuthorized', 'PaymentCaptured'];
const settle = (ms = 400): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

describe('authorization, among real servers', () => {
  let stack: TestStack;
  let service: TestProcess;

  beforeAll(async () => {
    stack = await TestStack.start();
    service = await stack.authorization();
  });
  afterAll(async () => {
    await service?.end('SIGTERM');
    await stack?.stop();
  });

  const restart = async (more: Readonly<Record<string, string>> = {}): Promise<void> => {
    await service.end('SIGKILL');
    service = await stack.authorization(more);
  };

  it('authorizes and captures a sale', async () => {
    const order = await stack.placeAndAccept();
    expect(await stack.paymentEndsIn('PaymentCaptured', order)).toEqual(SOLD);
    const authorized = (await stack.read(order)).find(({ type }) => type === 'PaymentAuthorized');
    expect(authorized?.data).toMatchObject({
      amount: { minor: TOTAL, currency: 'USD' },
      avs: 'Y',
      cvc: 'M',
      networkCode: '00',
      authorizationCode: expect.stringMatching(/^\d{6}$/),
      expiresAt: '',
    });
    expect(stack.acquirer.kindsOf(order)).toEqual(['approved', 'captured']);
  });

  it('O13: asks nobody about an order that costs nothing', async () => {
    const order = await stack.placeAndAccept({ isFree: true });
    expect(await stack.paymentEndsIn('PaymentCaptured', order)).toEqual(['PaymentAuthorized', 'PaymentCaptured']);
    expect(stack.acquirer.journalOf(order)).toEqual([]);
  });

  it.each([
    ['4000000000000002', 'do_not_honor'],
    ['4000000000009995', 'insufficient_funds'],
    ['4000000000000069', 'expired_card'],
    ['4000000000000127', 'incorrect_cvc'],
  ])('declines card %s as %s', async (pan, code) => {
    const order = await stack.placeAndAccept({ pan });
    await stack.paymentEndsIn('PaymentDeclined', order);
    expect((await stack.read(order)).at(-1)?.data).toMatchObject({ code });
    expect(stack.acquirer.booksOf(order).live).toBe(0);
  });

  it('I5: lives a whole life: captured in two parts, the rest released, all of it refunded, and the acquirer’s books agree', async () => {
    const order = await stack.authorized();
    const authorized = (await stack.read(order)).at(-1);
    expect(authorized?.data).toMatchObject({ expiresAt: expect.stringMatching(/^\d{4}-.*Z$/) });
    expect(await stack.outcomeOf(order, await stack.capture(order, 3000n))).toBe('succeeded');
    expect(await stack.outcomeOf(order, await stack.capture(order, 2000n))).toBe('succeeded');
    expect(await stack.outcomeOf(order, await stack.void(order, 426n))).toBe('succeeded');
    expect(await stack.outcomeOf(order, await stack.refund(order, 1n))).toBe('succeeded');
    expect(statusOf(await stack.order(order))).toBe('partially_refunded');
    expect(await stack.outcomeOf(order, await stack.refund(order, 4999n))).toBe('succeeded');
    expect(statusOf(await stack.order(order))).toBe('refunded');
    expect(stack.acquirer.booksOf(order)).toEqual({ live: 1, held: 0, captured: 5000, voided: 426, refunded: 5000, credited: 0 });
  });

  it('takes captures that come at once one after the other, none waiting for its second look', async () => {
    const order = await stack.authorized();
    const sinceMs = performance.now();
    const captures = await Promise.all(Array.from({ length: 8 }, () => stack.capture(order, 100n)));
    const outcomes = await Promise.all(captures.map((capture) => stack.outcomeOf(order, capture)));
    expect(outcomes).toEqual(captures.map(() => 'succeeded'));
    expect(performance.now() - sinceMs).toBeLessThan(6_500); // seven looks of a second each would take longer
    expect(stack.acquirer.booksOf(order)).toMatchObject({ captured: 800 });
  });

  it('delivers online lines with the capture that completes the payment, and not before', async () => {
    const order = await stack.authorized();
    await stack.outcomeOf(order, await stack.capture(order, 5000n));
    await stack.outcomeOf(order, await stack.capture(order, 426n));
    const captures = (await stack.read(order)).flatMap((event) =>
      event.type === 'PaymentCaptured' ? [event.data.deliverables] : [],
    );
    expect(captures.map((deliverables) => deliverables.map(({ sku }) => sku))).toEqual([[], ['EBOOK-1']]);
  });

  it.each([
    ['4000000001000092', 'failed unknown_authorization'],
    ['4000000001000100', 'failed insufficient_funds'],
  ])('M1: a capture that the acquirer refuses fails with its reason, and the order can be voided (%s)', async (pan, outcome) => {
    const order = await stack.authorized({ pan });
    expect(await stack.outcomeOf(order, await stack.capture(order, 5000n))).toBe(outcome);
    expect(statusOf(await stack.order(order))).toBe('approved');
    expect(await stack.outcomeOf(order, await stack.void(order))).toBe('succeeded');
    expect(statusOf(await stack.order(order))).toBe('voided');
  });

  it('a refund that the acquirer refuses fails with its reason', async () => {
    const order = await stack.placeAndAccept({ pan: '4000000001000118' });
    await stack.paymentEndsIn('PaymentCaptured', order);
    expect(await stack.outcomeOf(order, await stack.refund(order, 100n))).toBe('failed insufficient_funds');
    expect(stack.acquirer.booksOf(order).refunded).toBe(0);
  });

  it('repeats a capture that nobody answered until it is answered, and takes the money once', async () => {
    const order = await stack.authorized({ pan: '4000000001000191' });
    expect(await stack.outcomeOf(order, await stack.capture(order))).toBe('succeeded');
    expect(stack.acquirer.kindsOf(order)).toEqual(['approved', 'captured']);
    expect([stack.acquirer.receivedCount(order, '0220'), stack.acquirer.receivedCount(order, '0221')]).toEqual([1, 1]);
  });

  it('I4: reverses a request that nobody answered', async () => {
    const order = await stack.placeAndAccept({ pan: '4000000000000119' });
    expect(await stack.paymentEndsIn('AuthorizationReversed', order)).toEqual([
      'AuthorizationRequested',
      'AuthorizationUnknown',
      'AuthorizationReversed',
    ]);
    expect(stack.acquirer.booksOf(order).live).toBe(0);
  });

  it('A9: repeats a reversal that nobody answered as the same message', async () => {
    const order = await stack.placeAndAccept({ pan: '4000000001000209' });
    await stack.paymentEndsIn('AuthorizationReversed', order);
    const sent = stack.acquirer.journalOf(order).filter(({ kind, mti }) => kind === 'received' && mti?.startsWith('042'));
    expect(sent.map(({ mti }) => mti)).toEqual(['0420', '0421']);
    expect(sent[1]).toMatchObject({ stan: sent[0]?.stan, sent: sent[0]?.sent, rrn: sent[0]?.rrn });
  });

  it('I4: reverses an approval that comes too late, and does not show it', async () => {
    const order = await stack.placeAndAccept({ pan: '4000000000000259' });
    await stack.paymentEndsIn('AuthorizationReversed', order);
    await eventually('the second reversal', () => stack.acquirer.receivedCount(order, '0420') === 2);
    await settle();
    expect(await stack.paymentEndsIn('AuthorizationReversed', order)).toHaveLength(3);
    expect(stack.acquirer.booksOf(order).live).toBe(0);
  });

  it('A8: reverses an approval that follows a decline', async () => {
    const order = await stack.placeAndAccept({ pan: '4000000001000084' });
    await stack.paymentEndsIn('PaymentDeclined', order);
    await eventually('the reversal', () => stack.acquirer.kindsOf(order).includes('reversed'));
    expect(stack.acquirer.booksOf(order).live).toBe(0);
  });

  it('I9: authorizes, captures and refunds once when each message comes five times', async () => {
    const again = async (order: string, type: string): Promise<void> => {
      const event = (await stack.read(order)).findLast((one) => one.type === type);
      if (event === undefined) throw new Error(`no ${type}`);
      for (let copy = 0; copy < 4; copy += 1) {
        await stack.bus.publishEvent({ ...event, header: { ...event.header, id: crypto.randomUUID() } });
      }
    };
    const order = await stack.authorized();
    await again(order, 'FraudAssessed');
    await stack.outcomeOf(order, await stack.capture(order));
    await again(order, 'FraudAssessed');
    await again(order, 'CaptureRequested');
    const refund = await stack.refund(order, 100n);
    await again(order, 'RefundRequested');
    await stack.outcomeOf(order, refund);
    await again(order, 'RefundRequested');
    await settle();
    expect(stack.acquirer.booksOf(order)).toEqual({ live: 1, held: 0, captured: 5426, voided: 0, refunded: 100, credited: 0 });
  });

  it('M2: rejects a live order where only a test acquirer is configured, and the acquirer sees nothing of it', async () => {
    const order = await stack.placeAndAccept({ mode: 'live' });
    expect(await stack.paymentEndsIn('OrderRejected', order)).toEqual(['OrderRejected']);
    expect((await stack.read(order)).at(-1)?.data).toMatchObject({ code: 'no_processor' });
    expect(stack.acquirer.journalOf(order)).toEqual([]);
  });

  it('follows a merchant’s choice of processor: one that is not configured takes nothing', async () => {
    const subject = requests.putSettings('processors');
    const { PutSettingsRequestSchema, PutSettingsResponseSchema } = await import('@tollgate/contracts');
    const { Requests } = await import('@tollgate/messaging');
    const put = (rules: readonly object[]) =>
      new Requests(stack.bus).request(subject, PutSettingsRequestSchema, PutSettingsResponseSchema, {
        merchant: 'mer_demo',
        mode: 'test',
        document: JSON.stringify({ rules }),
        expectedVersion: -1,
        command: crypto.randomUUID(),
        correlation: crypto.randomUUID(),
        actor: 'test',
      });
    const { version } = await put([{ brand: 'visa', processor: 'stripe' }]);
    const order = await stack.placeAndAccept();
    await stack.paymentEndsIn('OrderRejected', order);
    expect((await stack.read(order)).at(-1)?.data).toMatchObject({ code: 'no_processor' });
    const later = await put([]);
    expect(later.version).toBe(version + 1);
    const sold = await stack.placeAndAccept();
    await stack.paymentEndsIn('PaymentCaptured', sold);
    const asked = (await stack.read(sold)).find(({ type }) => type === 'AuthorizationRequested');
    expect(asked?.data).toMatchObject({ processor: 'iso8583', settingsVersion: later.version });
  });

  it('authorizes an order that was held once somebody accepted it', async () => {
    const order = await stack.place();
    await stack.hold(order);
    await settle();
    expect(stack.acquirer.journalOf(order)).toEqual([]);
    await stack.resolve(order, 'accept');
    expect(await stack.paymentEndsIn('PaymentCaptured', order)).toEqual(SOLD);
  });

  it('deletes the card of an order that somebody rejected, and asks nobody', async () => {
    const order = await stack.place();
    const token = (await stack.order(order)).placed.card?.token ?? '';
    await stack.hold(order);
    await stack.resolve(order, 'reject');
    await eventually('the end of the card', async () => !(await stack.vault.has(token)));
    expect(stack.acquirer.journalOf(order)).toEqual([]);
  });

  it('deletes the card of an order that could not be priced, and asks nobody', async () => {
    const order = await stack.placeUnpriced();
    const token = (await stack.order(order)).placed.card?.token ?? '';
    await eventually('the end of the card', async () => !(await stack.vault.has(token)));
    expect(stack.acquirer.journalOf(order)).toEqual([]);
  });

  it('rejects an order whose CVC is gone with the replica that held it, and charges nothing', async () => {
    const order = await stack.place();
    await restart();
    await stack.accept(order);
    expect(await stack.paymentEndsIn('OrderRejected', order)).toEqual(['OrderRejected']);
    expect((await stack.read(order)).at(-1)?.data).toMatchObject({ code: 'card_data_lost' });
    expect(stack.acquirer.journalOf(order)).toEqual([]);
  });

  it('authorizes with a card that came without CVC after a restart', async () => {
    const order = await stack.place({ cvc: '' });
    await restart();
    await stack.accept(order);
    await stack.paymentEndsIn('PaymentCaptured', order);
    expect((await stack.read(order)).find(({ type }) => type === 'PaymentAuthorized')?.data).toMatchObject({ cvc: 'P' });
  });

  it('authorizes many at once, each once', async () => {
    const orders = await Promise.all(Array.from({ length: 200 }, () => stack.placeAndAccept()));
    await Promise.all(orders.map((order) => stack.paymentEndsIn('PaymentCaptured', order)));
    expect(new Set(orders.map((order) => stack.acquirer.booksOf(order).live))).toEqual(new Set([1]));
  });

  it('I15: neither the log nor the acquirer’s journal holds a PAN or a CVC', async () => {
    const order = await stack.placeAndAccept({ pan: '4929420573595709', cvc: '864' });
    await stack.paymentEndsIn('PaymentCaptured', order);
    const texts = [stack.acquirer.text(), ...(await stack.read(order)).map(({ dataText, headerText }) => dataText + headerText)];
    expect(texts.filter((text) => /492942\d{10}|"864"|92\d{3}864/.test(text))).toEqual([]);
  });
});
