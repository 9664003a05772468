import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { RunningService } from '@tollgate/service';
import { eventually } from '@tollgate/testing';
import { TestStack } from '../testing/test-stack.js';
import { type Answering, answerWith, hang, ok, WebhookReceiver } from '../testing/webhook-receiver.js';
import { WebhookRequests } from '../testing/webhook-requests.js';
import { SendWebhooks } from './send-webhooks.handler.js';

const local = { TOLLGATE_ALLOW_LOCAL_WEBHOOKS: '1' };

/** Answers 200, and never ends its body. */
const endless: Answering = (_, answer) => {
  answer.writeHead(200).write('x'.repeat(10_000));
};
const close: Answering = (_, answer) => {
  answer.socket?.destroy();
};

const failSlowly: Answering = (...asked) => void setTimeout(() => answerWith(500)(...asked), 1_000);

/** As a receiver does that wants to speak something else than HTTP. */
const upgrade: Answering = (_, answer) => {
  answer.socket?.write('HTTP/1.1 101 Switching Protocols\r\nUpgrade: other\r\nConnection: Upgrade\r\n\r\n');
};

describe('webhooks to a receiver at its worst', () => {
  let stack: TestStack;
  let service: RunningService | undefined;
  let webhooks: WebhookRequests;
  const receivers: WebhookReceiver[] = [];
  const receiver = async (answering?: Answering): Promise<WebhookReceiver> => {
    const started = await WebhookReceiver.start(answering);
    receivers.push(started);
    return started;
  };

  beforeAll(async () => {
    stack = await TestStack.start();
    service = await stack.notifications(local);
    webhooks = new WebhookRequests(stack.requests);
  });
  afterAll(async () => {
    await service?.stop();
    for (const one of receivers) await one.stop();
    await stack.stop();
  });
  afterEach(() => stack.rows('DELETE FROM notifications.webhook_endpoints'));

  const placed = async (): Promise<string> => (await stack.authorized()).header.subject.id;
  const tried = (order: string) =>
    eventually('a try', async () => {
      const [delivery] = (await webhooks.deliveries({ order })).deliveries;
      return delivery !== undefined && delivery.tries > 0 ? delivery : undefined;
    });

  it('take it by their status, whatever becomes of the body, of which a few kilobytes are kept', async () => {
    await webhooks.create((await receiver(endless)).url, { events: ['OrderPlaced'] });
    const delivery = await tried(await placed());
    expect(delivery).toMatchObject({ status: 'succeeded', answerStatus: 200 });
    expect((await webhooks.delivery(delivery.id)).tries[0]?.answerBody).toBe('x'.repeat(4_096));
  });

  it.each([
    ['the connection is closed', close],
    ['they are answered 101', upgrade],
  ])('are tried again where %s', async (_, answering) => {
    await webhooks.create((await receiver(answering)).url, { events: ['OrderPlaced'] });
    expect(await tried(await placed())).toMatchObject({ status: 'pending', answerStatus: 0, problem: 'connection_failed' });
  });

  it('S11: go to no address that is not public, also where the endpoint was made before that was known', async () => {
    await webhooks.create('https://shop.example/hook', { events: ['OrderPlaced'] });
    await stack.rows(`UPDATE notifications.webhook_endpoints SET url = 'https://169.254.169.254/latest/meta-data'`);
    expect(await tried(await placed())).toMatchObject({ status: 'pending', problem: 'address_not_public' });
  });

  it('I12: hold up nobody else where they hang, are left alone after a while, and go out once the receiver is back', async () => {
    let isHanging = true;
    const hanging = await receiver((webhook, answer, count) => (isHanging ? hang : ok)(webhook, answer, count));
    const healthy = await receiver();
    const failing = await receiver(answerWith(503));
    const { id } = await webhooks.create(hanging.url, { events: ['OrderPlaced'] });
    await webhooks.create(healthy.url, { events: ['OrderPlaced'] });
    const broken = await webhooks.create(failing.url);
    const orders = await Promise.all(Array.from({ length: 4 }, placed));
    await eventually('all of the healthy', async () => healthy.received.length === 4 || undefined, 8_000);
    await eventually('a pause', async () => ((await webhooks.find(broken.id))?.pausedUntil ?? '') !== '' || undefined);
    const before = failing.received.length;
    await placed();
    expect(failing.received.length).toBe(before);
    const timedOut = await eventually('a time-out', async () => {
      const { deliveries } = await webhooks.deliveries({ endpoint: id });
      return deliveries.find(({ problem }) => problem === 'timeout');
    });
    expect(timedOut).toMatchObject({ status: 'pending', answerStatus: 0 });
    isHanging = false;
    await eventually('all of them', async () => orders.every((order) => hanging.of(order).length > 0) || undefined);
  });

  it.each([false, true])(
    'asked for by hand are tried before all that waits for an endpoint which is left alone (in strict order: %s)',
    async (isOrdered) => {
      let isBroken = true;
      const to = await receiver((webhook, answer, count) => (isBroken ? answerWith(503) : ok)(webhook, answer, count));
      const { id } = await webhooks.create(to.url, { isOrdered });
      const orders = await Promise.all(Array.from({ length: 5 }, placed));
      await eventually('a pause', async () => ((await webhooks.find(id))?.pausedUntil ?? '') !== '' || undefined);
      await stack.rows(`UPDATE notifications.webhook_endpoints SET paused_until = now() + interval '1 hour'`);
      const before = to.received.length;
      const { delivery } = await webhooks.test(id, randomUUID());
      const test = delivery?.id ?? '';
      await eventually('the test', async () => ((await webhooks.delivery(test)).delivery?.tries ?? 0) > 0 || undefined);
      expect(to.received.slice(before).map(({ body }) => JSON.parse(body).type)).toEqual(['WebhookTest']);
      expect((await webhooks.find(id))?.pausedUntil).not.toBe('');
      isBroken = false;
      await webhooks.redeliver(test);
      const isThrough = async (order: string) =>
        (await webhooks.deliveries({ order, status: 'pending' })).deliveries.length === 0;
      await eventually('all the others', async () => (await Promise.all(orders.map(isThrough))).every(Boolean) || undefined);
      expect(JSON.parse(to.received[before + 1]?.body ?? '{}')).toMatchObject({ type: 'WebhookTest' });
    },
  );

  it('wait for no test that failed before them, where their endpoint wants them in order', async () => {
    const to = await receiver((webhook, answer, count) => (count === 1 ? answerWith(500) : ok)(webhook, answer, count));
    const { id } = await webhooks.create(to.url, { isOrdered: true });
    const triesOf = async (test: string) => (await webhooks.delivery(test)).delivery?.tries;
    const [first, second] = [(await webhooks.test(id, randomUUID())).delivery?.id ?? '', randomUUID()];
    await eventually('the first test', async () => (await triesOf(first)) === 1 || undefined);
    await stack.rows(`UPDATE notifications.webhook_deliveries SET next_at = now() + interval '1 hour'`);
    const next = (await webhooks.test(id, second)).delivery?.id ?? '';
    await eventually('the second test', async () => (await triesOf(next)) === 1 || undefined);
    expect((await webhooks.delivery(next)).delivery).toMatchObject({ status: 'succeeded' });
    expect((await webhooks.delivery(first)).delivery).toMatchObject({ status: 'pending', tries: 1 });
  });

  it('asked for by hand while a try is on its way are in the record, both of them', async () => {
    const to = await receiver((webhook, answer, count) => (count === 1 ? failSlowly : ok)(webhook, answer, count));
    await webhooks.create(to.url, { events: ['OrderPlaced'] });
    const order = await placed();
    await eventually('it is on its way', () => to.of(order).length === 1 || undefined);
    const [pending] = (await webhooks.deliveries({ order })).deliveries;
    await webhooks.redeliver(pending?.id ?? '');
    const through = await eventually('it is through', async () => {
      const found = await webhooks.delivery(pending?.id ?? '');
      return found.delivery?.status === 'succeeded' ? found : undefined;
    });
    expect(through.delivery?.tries).toBe(2);
    expect(through.tries.map(({ number, answerStatus }) => [number, answerStatus])).toEqual([
      [1, 500],
      [2, 200],
    ]);
  });

  it('say nothing of an endpoint’s new address where they went to the old one', async () => {
    const [old, fresh] = [await receiver(failSlowly), await receiver()];
    const { id } = await webhooks.create(old.url, { events: ['OrderPlaced'] });
    const order = await placed();
    await eventually('it is on its way', () => old.of(order).length === 1 || undefined);
    await webhooks.change(id, { url: fresh.url });
    expect(await tried(order)).toMatchObject({ answerStatus: 500 });
    await sleep(500);
    const shown = await webhooks.find(id);
    expect([shown?.failures, [0, 200].includes(shown?.lastAnswerStatus ?? -1)]).toEqual([0, true]);
  });

  it('come once where a turn of their endpoint outlives its lease and the next one begins beside it', async () => {
    const to = await receiver((webhook, answer, count) => void setTimeout(() => ok(webhook, answer, count), 1_500));
    const { id } = await webhooks.create(to.url, { events: ['OrderPlaced'] });
    const order = await placed();
    await eventually('it is on its way', () => to.of(order).length === 1 || undefined);
    const next = { kind: 'webhooks', key: id, dueAt: new Date(), attempts: 1, payload: null, claim: '' };
    await service?.app.get(SendWebhooks, { strict: false }).handle(next, new AbortController().signal);
    expect(await tried(order)).toMatchObject({ status: 'succeeded', tries: 1 });
    expect(to.of(order).length).toBe(1);
  });

  it.each(['webhook:after-send', 'webhook:after-record'])(
    'I12: lose none and show each under one id across a kill -9 at %s',
    async (point) => {
      const to = await receiver();
      await webhooks.create(to.url, { events: ['OrderPlaced', 'OrderPriced'] });
      await service?.stop();
      service = undefined;
      const order = await placed();
      const victim = stack.notificationsThatCrash(point, local);
      expect(await victim.ended).toBe('SIGKILL');
      service = await stack.notifications(local);
      const deliveries = await eventually('both webhooks', async () => {
        const found = (await webhooks.deliveries({ order })).deliveries;
        return found.filter(({ status }) => status === 'succeeded').length === 2 ? found : undefined;
      });
      expect(deliveries.length).toBe(2);
      expect(new Set(to.of(order).map(({ headers }) => headers['webhook-id'])).size).toBe(2);
    },
  );
});
