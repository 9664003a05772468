import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { Webhook } from 'standardwebhooks';
import { sizes } from './browser.ts';
import { Central, inspect, inspectDialog, isReady } from './central.ts';

/** A merchant's server: what it was sent, and how it answers. */
const receiver = { status: 200, received: [] as { readonly body: string; readonly headers: Record<string, string> }[] };
let server: Server;
let url: string;
let central: Central;

beforeAll(async () => {
  server = createServer(async (request, answer) => {
    receiver.received.push({ body: await text(request), headers: request.headers as Record<string, string> });
    answer.writeHead(receiver.status, { 'content-type': 'application/json' }).end('{"note":"thanks for the event"}');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://localhost:${(server.address() as AddressInfo).port}/hook`;
  central = await Central.open();
});
afterAll(async () => {
  await central?.close();
  server.closeAllConnections();
  server.close();
});
beforeEach(() => {
  receiver.status = 200;
  receiver.received.length = 0;
});

const mug = { sku: 'MUG-1', description: 'A mug', kind: 'physical', quantity: 1, unitAmount: 1250, weightGrams: 400 };

describe.each(sizes)('webhooks, on a %s', (size) => {
  it('are set up from an empty page, by a secret that is shown once, and tried by a test that tells what came back', async () => {
    const store = await central.newStore('Hook Shop');
    const visit = { size, person: store.owner, store: store.id, expected: [/status of 422 .*webhook-endpoints/] };
    await central.withPage({ ...visit, path: '/webhooks' }, async (page) => {
      const dialog = page.getByRole('dialog');
      await page.getByText('No endpoints yet').waitFor();
      await page.getByText('Handles each webhook-id once').waitFor();
      await inspect(page, 'central-webhooks-empty');
      await page.getByRole('button', { name: 'New endpoint' }).click();
      await dialog.getByLabel('Address').fill('http://shop.example/hook');
      await dialog.getByRole('button', { name: 'Make the endpoint' }).click();
      await dialog.getByText('Webhooks go by https alone.').waitFor();
      await dialog.getByLabel('Address').fill(url);
      await dialog.getByLabel('Name').fill('The warehouse');
      await dialog.getByText('Some of them').click();
      await dialog.getByText('4 events chosen').waitFor();
      await dialog.getByRole('checkbox', { name: 'OrderPlaced' }).check();
      await inspectDialog(page, 'central-webhook-new');
      await dialog.getByRole('button', { name: 'Make the endpoint' }).click();
      const secret = (await dialog.getByText(/^whsec_/).textContent()) ?? '';
      await inspectDialog(page, 'central-webhook-secret');
      await dialog.getByRole('button', { name: 'I have kept it' }).click();
      await page.getByText(secret).waitFor({ state: 'detached' });
      await page.getByText('5 types of events').waitFor();
      await page.getByRole('link', { name: 'The warehouse' }).click();
      await page.getByRole('button', { name: 'Send a test' }).click();
      await dialog.getByRole('button', { name: 'Send a test' }).click();
      await page.getByRole('heading', { name: 'WebhookTest' }).waitFor();
      await page.getByText('answered 200').waitFor();
      await page.getByText('"note": "thanks for the event"').waitFor();
      const [sent] = receiver.received;
      expect(new Webhook(secret).verify(sent?.body ?? '', sent?.headers ?? {})).toMatchObject({ type: 'WebhookTest' });
      await inspect(page, 'central-webhook-delivery');
      await page.getByRole('button', { name: 'Send again' }).click();
      await page.getByText('Try 2').waitFor();
      expect(receiver.received.map(({ headers }) => headers['webhook-id'])).toEqual(
        [1, 2].map(() => sent?.headers['webhook-id']),
      );
      await page.getByRole('link', { name: 'To the endpoint' }).click();
      await page.getByText('Last taken').waitFor();
      await page.getByRole('link', { name: 'All endpoints' }).click();
      await page.getByText('Active').waitFor();
      await inspect(page, 'central-webhooks');
    });
  });

  it('that fail say so, are sent again by a span of time, get a new secret, pause and go on, and are deleted', async () => {
    const store = await central.newStore('Broken Hook Shop');
    const made = await store.shop.post('/v1/webhook-endpoints', { url });
    receiver.status = 500;
    const order = (await store.shop.place({ body: { items: [mug] } })).body;
    const { id } = made.body;
    await central.withPage({ size, person: store.owner, store: store.id, path: `/webhooks/${id}` }, async (page) => {
      const dialog = page.getByRole('dialog');
      const choose = async (name: string): Promise<void> => {
        await page.getByRole('button', { name: 'More actions' }).click();
        await page.getByRole('menuitem', { name }).click();
        await dialog.waitFor();
      };
      const confirm = async (name: string): Promise<void> => {
        await dialog.getByRole('button', { name, exact: true }).click();
        await dialog.waitFor({ state: 'detached' });
      };
      await page.getByText('Nothing gets through').waitFor();
      await page.getByText('answered 500').first().waitFor();
      await page.getByRole('link', { name: 'OrderPlaced' }).waitFor();
      await inspect(page, 'central-webhook-endpoint');
      receiver.status = 200;
      await choose('Replay');
      await inspectDialog(page, 'central-webhook-replay');
      await confirm('Replay');
      await page.getByRole('link', { name: 'OrderPlaced' }).click();
      await page.getByRole('link', { name: String(order.id ?? order.order?.id) }).waitFor();
      await page.getByRole('button', { name: 'Send again' }).click();
      await page.getByText('Succeeded').first().waitFor();
      await page.getByRole('link', { name: 'To the endpoint' }).click();
      await page.getByText('Nothing gets through').waitFor({ state: 'detached' });
      await choose('New secret');
      await dialog.getByRole('button', { name: 'New secret' }).click();
      const secret = await dialog.getByText(/^whsec_/).textContent();
      expect(secret).not.toBe(made.body.secret);
      await dialog.getByRole('button', { name: 'I have kept it' }).click();
      await page.getByText('The one before signs until').waitFor();
      await choose('Pause');
      await confirm('Pause');
      await page.getByText('It is paused').waitFor();
      expect(await page.getByRole('button', { name: 'Send a test' }).isDisabled()).toBe(true);
      await choose('Resume');
      await confirm('Resume');
      await page.getByText('It is paused').waitFor({ state: 'detached' });
      await choose('Delete');
      await confirm('Delete');
      await page.getByText('No endpoints yet').waitFor();
    });
    const { rows } = await central.shop.db.query(
      `SELECT data->>'action' AS action FROM order_log.events WHERE type = 'OperatorActed' AND data->>'on' = $1 ORDER BY position`,
      [id],
    );
    expect(rows.map(({ action }) => action)).toEqual(
      ['secret_made', 'endpoint_changed', 'endpoint_changed', 'endpoint_removed'].map((action) => `webhook_${action}`),
    );
  });

  it('are shown to who may only look, with nothing to press', async () => {
    const store = await central.newStore('Seen Hook Shop');
    const { id } = (await store.shop.post('/v1/webhook-endpoints', { url })).body;
    const person = await central.newPerson('read_only', store.id);
    await central.withPage({ size, person, store: store.id, path: '/webhooks' }, async (page) => {
      await page.getByText('Nothing sent yet').waitFor();
      expect(await page.getByRole('button', { name: 'New endpoint' }).count()).toBe(0);
      await page.goto(central.address(`/webhooks/${id}`, store.id));
      await isReady(page);
      await page.getByText('Nothing was sent yet').waitFor();
      for (const name of ['Send a test', 'Edit', 'More actions'])
        expect(await page.getByRole('button', { name }).count()).toBe(0);
    });
  });
});
