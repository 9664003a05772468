import { createPublicKey, randomUUID, verify } from 'node:crypto';
import type { RunningService } from '@tollgate/service';
import { eventually } from '@tollgate/testing';
import { Webhook } from 'standardwebhooks';
import { TestStack } from '../testing/test-stack.js';
import { answerWith, ok, WebhookReceiver } from '../testing/webhook-receiver.js';
import { WebhookRequests } from '../testing/webhook-requests.js';
import { ClockSlips } from './clock-slips.repository.js';

const local = { TOLLGATE_ALLOW_LOCAL_WEBHOOKS: '1' };
const aSecondMs = 1_000;
const hours = (count: number): number => count * 3_600_000;

describe('webhooks', () => {
  let stack: TestStack;
  let service: RunningService;
  let webhooks: WebhookRequests;
  const receivers: WebhookReceiver[] = [];
  const receiver = async (...args: Parameters<typeof WebhookReceiver.start>): Promise<WebhookReceiver> => {
    const started = await WebhookReceiver.start(...args);
    receivers.push(started);
    return started;
  };

  beforeAll(async () => {
    stack = await TestStack.start();
    service = await stack.notifications(local);
    webhooks = new WebhookRequests(stack.requests);
  });
  afterAll(async () => {
    await service.stop();
    for (const one of receivers) await one.stop();
    await stack.stop();
  });
  afterEach(() => stack.rows('DELETE FROM notifications.webhook_endpoints'));

  const placed = async (): Promise<string> => (await stack.authorized()).header.subject.id;
  const ended = (order: string, count: number) =>
    eventually(`${count} webhooks that are through`, async () => {
      const { deliveries } = await webhooks.deliveries({ order });
      return deliveries.filter(({ status }) => status !== 'pending').length >= count ? deliveries : undefined;
    });

  it('tell each event of an order once, signed, numbered without a gap, and nothing that is not public', async () => {
    const to = await receiver();
    const endpoint = await webhooks.create(to.url);
    const order = await placed();
    await ended(order, 3);
    const received = to.of(order);
    expect(received.map(({ event }) => [event.type, event.sequence]).sort()).toEqual([
      ['FraudAssessed', '0000000003'],
      ['OrderPlaced', '0000000001'],
      ['OrderPriced', '0000000002'],
    ]);
    const verifier = new Webhook(endpoint.secret);
    for (const { body, headers, event } of received) {
      expect(verifier.verify(body, headers as unknown as Record<string, string>)).toEqual(event);
      expect(headers['webhook-id']).toBe(event.id);
      expect(headers['content-type']).toBe('application/json');
      for (const hidden of ['sealedPersonalData', 'screening', '@example.com', 'card_1']) expect(body).not.toContain(hidden);
    }
  });

  it('are of the types that an endpoint asks for, and of its own store and mode', async () => {
    const [to, other, live] = [await receiver(), await receiver(), await receiver()];
    await webhooks.create(to.url, { events: ['OrderPriced'] });
    await new WebhookRequests(stack.requests, { merchant: 'mer_other', mode: 'test' }).create(other.url);
    await expect(
      new WebhookRequests(stack.requests, { merchant: 'mer_demo', mode: 'live' }).create(live.url),
    ).rejects.toMatchObject({
      code: 'url_not_https',
    });
    const order = await placed();
    await ended(order, 1);
    expect(to.of(order).map(({ event }) => event.type)).toEqual(['OrderPriced']);
    expect(other.received).toEqual([]);
  });

  it('P5: come again to a receiver that answers 404 until its own order is saved', async () => {
    const begun = Date.now();
    const to = await receiver((webhook, answer, count) =>
      (Date.now() - begun < 5 * aSecondMs ? answerWith(404) : ok)(webhook, answer, count),
    );
    const endpoint = await webhooks.create(to.url, { events: ['OrderPlaced'] });
    const order = await placed();
    const [delivery] = await ended(order, 1);
    expect(delivery).toMatchObject({ status: 'succeeded', answerStatus: 200, endpoint: endpoint.id });
    const received = to.of(order);
    expect(received.length).toBeGreaterThanOrEqual(2);
    expect(new Set(received.map(({ headers }) => headers['webhook-id'])).size).toBe(1);
    const { tries, body } = await webhooks.delivery(delivery?.id ?? '');
    expect(tries.map(({ answerStatus }) => answerStatus)).toEqual([...tries.slice(1).map(() => 404), 200]);
    expect(tries[0]).toMatchObject({ number: 1, answerBody: 'answer of 404', problem: '', url: to.url });
    expect(tries[0]?.requestHeaders['webhook-id']).toBe(received[0]?.event.id);
    expect(body).toBe(received[0]?.body);
    const told = await eventually('what came back last', async () => {
      const shown = await webhooks.find(endpoint.id);
      return shown?.lastAnswerStatus === 200 && shown.failures === 0 ? shown : undefined;
    });
    expect(told).toMatchObject({ lastProblem: '', lastTryAt: expect.stringMatching(/Z$/) });
  });

  it('of an order come one after the other to an endpoint that wants them so, also where the first fails at first', async () => {
    const to = await receiver((webhook, answer, count) => (count <= 2 ? answerWith(500) : ok)(webhook, answer, count));
    await webhooks.create(to.url, { isOrdered: true });
    const order = await placed();
    await ended(order, 3);
    expect(to.of(order).map(({ event }) => Number(event.sequence))).toEqual([1, 1, 1, 2, 3]);
  });

  it('are given up after 72 hours, and the endpoint is shown as failing; once asked for they go out', async () => {
    let isBroken = true;
    const to = await receiver((webhook, answer, count) => (isBroken ? answerWith(500) : ok)(webhook, answer, count));
    const endpoint = await webhooks.create(to.url, { events: ['OrderPlaced'] });
    const order = await placed();
    await eventually('a try', async () => to.of(order).length > 0 || undefined);
    stack.clock.advance(hours(73));
    const [delivery] = await ended(order, 1);
    expect(delivery).toMatchObject({ status: 'failed', answerStatus: 500 });
    // A turn tells of its endpoint after it told of its tries.
    await eventually('a failing endpoint', async () => (await webhooks.find(endpoint.id))?.status === 'failing' || undefined);
    expect(await webhooks.find(endpoint.id)).toMatchObject({ isEnabled: true });
    isBroken = false;
    expect((await webhooks.redeliver(delivery?.id ?? '')).delivery).toMatchObject({ status: 'pending' });
    await eventually('the webhook', async () => (await ended(order, 1))[0]?.status === 'succeeded' || undefined);
    await eventually('a good endpoint', async () => (await webhooks.find(endpoint.id))?.status === 'active' || undefined);
    stack.clock.advance(-hours(73));
  });

  it('that failed while the clock was a day ahead for some seconds come then, and not a day later', async () => {
    let isBroken = true;
    const to = await receiver((webhook, answer, count) => (isBroken ? answerWith(500) : ok)(webhook, answer, count));
    await webhooks.create(to.url, { events: ['OrderPlaced'] });
    stack.clock.advance(hours(24));
    const order = await placed();
    const tries = async () => (await webhooks.deliveries({ order })).deliveries[0]?.tries || undefined;
    await eventually('a try', tries);
    stack.clock.advance(-hours(24));
    isBroken = false;
    const slips = service.app.get(ClockSlips, { strict: false });
    await eventually('what was put off', async () => (await slips.mend()) || undefined);
    expect(await ended(order, 1)).toMatchObject([{ status: 'succeeded' }]);
    expect(await slips.mend()).toBe(0);
  });

  it('end where the endpoint answers 410, until its merchant enables it again', async () => {
    const to = await receiver(answerWith(410));
    const endpoint = await webhooks.create(to.url, { events: ['OrderPlaced'] });
    await placed();
    await eventually('the end', async () => (await webhooks.find(endpoint.id))?.status === 'gone' || undefined);
    await placed();
    expect(to.received.length).toBe(1);
    await expect(webhooks.test(endpoint.id, randomUUID())).rejects.toMatchObject({ code: 'endpoint_disabled' });
    expect(await webhooks.change(endpoint.id, { isEnabled: true })).toMatchObject({ status: 'active' });
  });

  it('follow no redirect, and are tried again', async () => {
    const elsewhere = await receiver();
    const to = await receiver(answerWith(302, { location: elsewhere.url }));
    await webhooks.create(to.url, { events: ['OrderPlaced'] });
    const order = await placed();
    const [delivery] = await eventually('a try', async () => {
      const { deliveries } = await webhooks.deliveries({ order });
      return deliveries[0]?.tries === 1 ? deliveries : undefined;
    });
    expect(delivery).toMatchObject({ status: 'pending', answerStatus: 302 });
    expect(elsewhere.received).toEqual([]);
  });

  it('are signed by the old key and the new one for a day after a rotation', async () => {
    const to = await receiver();
    const first = await webhooks.create(to.url, { events: ['OrderPlaced'] });
    expect((await webhooks.create(to.url, { id: first.id, isKnown: true })).secret).toBe(first.secret);
    const command = randomUUID();
    const second = await webhooks.rotate(first.id, command);
    expect(second.secret).not.toBe(first.secret);
    for (const isKnown of [false, true]) expect((await webhooks.rotate(first.id, command, isKnown)).secret).toBe(second.secret);
    const isTakenBy = async (secrets: readonly string[]) => {
      const order = await placed();
      await ended(order, 1);
      const [webhook] = to.of(order);
      const headers = webhook?.headers as unknown as Record<string, string>;
      return secrets.map((secret) => isTaken(new Webhook(secret), webhook?.body ?? '', headers));
    };
    expect(await isTakenBy([first.secret, second.secret])).toEqual([true, true]);
    await stack.rows(`UPDATE notifications.webhook_endpoints SET previous_key_until = '2020-01-01'`);
    expect(await isTakenBy([first.secret, second.secret])).toEqual([false, true]);
    await webhooks.rotate(first.id, randomUUID());
    expect((await webhooks.rotate(first.id, command, true)).secret).toBe('');
    for (const isKnown of [true, false]) expect((await webhooks.create(to.url, { id: first.id, isKnown })).secret).toBe('');
    await expect(webhooks.create(to.url, { id: randomUUID(), isKnown: true })).rejects.toMatchObject({ code: 'not_found' });
  });

  it('are signed by Ed25519 where that is asked for, whose secret is never shown', async () => {
    const to = await receiver();
    const endpoint = await webhooks.create(to.url, { signature: 'ed25519' });
    expect(endpoint).toMatchObject({ secret: '', publicKey: expect.stringMatching(/^whpk_/) });
    const { delivery } = await webhooks.test(endpoint.id, randomUUID());
    expect(delivery).toMatchObject({ type: 'WebhookTest', order: '', sequence: 0 });
    const [webhook] = await eventually('the test', async () => (to.received.length > 0 ? to.received : undefined));
    const { 'webhook-id': id, 'webhook-timestamp': at, 'webhook-signature': signature = '' } = webhook?.headers ?? {};
    const x = Buffer.from(endpoint.publicKey.slice(5), 'base64').toString('base64url');
    const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' });
    const given = Buffer.from(String(signature).replace('v1a,', ''), 'base64');
    expect(verify(null, Buffer.from(`${id}.${at}.${webhook?.body}`), key, given)).toBe(true);
  });

  it('of a span of time are sent once more, and those of before the endpoint was there, too', async () => {
    await webhooks.create((await receiver()).url);
    const before = await placed();
    await ended(before, 3); // the log was followed past it
    const [from, to] = [new Date(Date.now() - 60_000), await receiver()];
    const endpoint = await webhooks.create(to.url);
    const order = await placed();
    await ended(order, 6);
    expect(to.of(before)).toEqual([]);
    await webhooks.replay(endpoint.id, from, new Date(Date.now() + 60_000));
    await eventually('both orders', async () => (to.of(before).length >= 3 && to.of(order).length >= 6) || undefined);
    const ids = new Set(to.of(order).map(({ event }) => event.id));
    expect([ids.size, to.of(order).length]).toEqual([3, 6]);
    expect(
      to
        .of(before)
        .map(({ event }) => event.sequence)
        .sort(),
    ).toEqual(['0000000001', '0000000002', '0000000003']);
  });
});

const isTaken = (verifier: Webhook, body: string, headers: Record<string, string>): boolean => {
  try {
    verifier.verify(body, headers);
    return true;
  } catch {
    return false;
  }
};
