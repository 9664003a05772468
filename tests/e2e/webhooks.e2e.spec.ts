import { spawn } from 'node:child_process';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { eventually } from '@tollgate/testing';
import { Webhook } from 'standardwebhooks';
import { Shop } from './shop.ts';

interface Received {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
  readonly event: { readonly id: string; readonly type: string; readonly subject?: string; readonly sequence?: string };
}

let shop: Shop;
let server: Server;
let url: string;
const received: Received[] = [];

beforeAll(async () => {
  server = createServer(async (request, answer) => {
    const body = await text(request);
    received.push({ path: request.url ?? '', headers: request.headers, body, event: JSON.parse(body) });
    answer.end('thanks');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://localhost:${(server.address() as AddressInfo).port}/hook`;
  shop = await Shop.open();
}, 240_000);
afterAll(async () => {
  await shop?.close();
  server.closeAllConnections();
  server.close();
});

describe('a merchant’s server', () => {
  it('hears of an order by webhooks that it can verify, and finds the same in the feed and in the log of deliveries', async () => {
    const created = await shop.post('/v1/webhook-endpoints', { url }, 'endpoint-1');
    expect(created).toMatchObject({ status: 201, body: { status: 'active', signature: 'hmac', events: [], isOrdered: false } });
    expect((await shop.post('/v1/webhook-endpoints', { url }, 'endpoint-1')).body).toEqual(created.body);
    const { id, secret } = created.body;
    expect((await shop.get(`/v1/webhook-endpoints/${id}`)).body).toMatchObject({ id, secret: null, lastTry: null });
    expect(await shop.post('/v1/webhook-endpoints', { url, isOrdered: true }, 'endpoint-1')).toMatchObject({
      status: 422,
      body: { code: 'idempotency_key_reused' },
    });
    const order = (await shop.place()).body.id as string;
    const heard = await eventually('its webhooks', () => {
      const own = received.filter(({ path, event }) => path === '/hook' && event.subject === order);
      return own.some(({ event }) => event.type === 'MailSent') ? own : undefined;
    });
    const verifier = new Webhook(secret);
    for (const { body, headers, event } of heard)
      expect(verifier.verify(body, headers as unknown as Record<string, string>)).toEqual(event);
    const feed = await eventually('the feed', async () => {
      const { data } = (await shop.get('/v1/events?limit=100')).body;
      const own = (data as Received['event'][]).filter(({ subject }) => subject === order);
      return own.some(({ type }) => type === 'MailSent') ? own : undefined;
    });
    expect(feed.map(({ sequence }) => Number(sequence))).toEqual(feed.map((_, index) => index + 1));
    const byId = new Map(feed.map((event) => [event.id, event]));
    for (const { event } of heard) expect(event).toEqual(byId.get(event.id));
    const { body: log } = await shop.get(`/v1/webhook-deliveries?order=${order}&status=succeeded&limit=100`);
    expect(new Set(log.data.map(({ event }: { event: string }) => event))).toEqual(new Set(heard.map(({ event }) => event.id)));
    const whole = (await shop.get(`/v1/webhook-deliveries/${log.data[0].id}`)).body;
    expect(whole.attempts).toMatchObject([{ number: 1, answerStatus: 200, answerBody: 'thanks', url }]);
  }, 60_000);

  it('is sent a test, and a webhook once more, under the id that it knows', async () => {
    const [endpoint] = (await shop.get('/v1/webhook-endpoints')).body.data;
    const test = await shop.post(`/v1/webhook-endpoints/${endpoint.id}/test`);
    expect(test).toMatchObject({ status: 202, body: { type: 'WebhookTest', order: null, status: 'pending' } });
    const known = () => received.filter(({ headers }) => headers['webhook-id'] === test.body.event);
    await eventually('the test', () => known().length === 1 || undefined);
    await eventually(
      'its end',
      async () => (await shop.get(`/v1/webhook-deliveries/${test.body.id}`)).body.status === 'succeeded',
    );
    const redeliver = (key: string) => shop.post(`/v1/webhook-deliveries/${test.body.id}/redeliver`, {}, key);
    expect(await redeliver('again-1')).toMatchObject({ status: 202 });
    await eventually('it again', () => known().length === 2 || undefined);
    const through = async () =>
      (await shop.get(`/v1/webhook-deliveries/${test.body.id}`)).body.status === 'succeeded' || undefined;
    await eventually('its end', through);
    expect(await redeliver('again-1')).toMatchObject({ status: 202, body: { id: test.body.id, status: 'succeeded' } });
    expect(await redeliver('again-2')).toMatchObject({ status: 202, body: { status: 'pending' } });
    await eventually('it once more, and not twice', async () => (known().length > 2 && (await through())) || undefined);
    expect(known().length).toBe(3);
    const { lastTry, failures } = (await shop.get(`/v1/webhook-endpoints/${endpoint.id}`)).body;
    expect({ lastTry, failures }).toMatchObject({ lastTry: { answerStatus: 200, problem: null }, failures: 0 });
  }, 60_000);

  it('hears of orders by `tollgate listen`, signed by the secret that it prints', async () => {
    const cli = join(import.meta.dirname, '../../apps/cli/bin/tollgate.js');
    const env = { ...process.env, TOLLGATE_DATA: shop.stack.dataDir, TOLLGATE_API_KEY: 'tgk_test_other', NO_COLOR: '1' };
    const keyFile = join(await mkdtemp(join(tmpdir(), 'tollgate-listen-')), 'api.key');
    await writeFile(keyFile, `${shop.demo.apiKey}\n`, { mode: 0o600 });
    const asked = ['listen', '--forward', url.replace('hook', 'listen'), '--key-file', keyFile];
    const listening = spawn(process.execPath, [cli, ...asked], { env });
    const ended = new Promise((resolve) => listening.once('exit', resolve));
    let said = '';
    listening.stdout.on('data', (part) => (said += part));
    const secret = await eventually('the secret', () => /whsec_\S+/.exec(said)?.[0]);
    const heard = await eventually('an order', async () => {
      const order = (await shop.place()).body.id as string;
      await new Promise((resolve) => setTimeout(resolve, 1_000));
      const own = received.filter(({ path, event }) => path === '/listen' && event.subject === order);
      return own.length > 0 ? own : undefined;
    });
    const verifier = new Webhook(secret);
    for (const { body, headers, event } of heard)
      expect(verifier.verify(body, headers as unknown as Record<string, string>)).toEqual(event);
    listening.kill('SIGINT');
    expect(await ended).toBe(0);
    expect(said).toMatch(/OrderPlaced +ord_\w+ 200/);
  }, 60_000);

  it('S1, S11: is nobody else’s, and no address within', async () => {
    const [endpoint] = (await shop.get('/v1/webhook-endpoints')).body.data;
    const other = await shop.withNewKey('mer_hooks', 'test');
    for (const path of [`/v1/webhook-endpoints/${endpoint.id}`, `/v1/webhook-deliveries/whd_${'0'.repeat(32)}`])
      expect(await other.get(path)).toMatchObject({ status: 404, body: { code: 'not_found' } });
    expect((await other.get('/v1/webhook-endpoints')).body.data).toEqual([]);
    expect(await other.delete(`/v1/webhook-endpoints/${endpoint.id}`)).toMatchObject({ status: 404 });
    const live = await shop.withNewKey('mer_hooks', 'live');
    for (const [asker, address, code] of [
      [shop, 'https://169.254.169.254/', 'address_not_public'],
      [shop, 'http://shop.example/', 'url_not_https'],
      [shop, 'nonsense', 'invalid_url'],
      [live, url, 'url_not_https'],
      [live, 'https://localhost/', 'address_not_public'],
    ] as const)
      expect(await asker.post('/v1/webhook-endpoints', { url: address })).toMatchObject({
        status: 422,
        body: { code, field: '/url' },
      });
    expect(await shop.post('/v1/webhook-endpoints', { url, events: ['Nothing'] })).toMatchObject({ status: 422 });
  }, 60_000);
});
