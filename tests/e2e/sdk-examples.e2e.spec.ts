import { type ChildProcess, spawn } from 'node:child_process';
import { createHash, createHmac, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Tollgate } from '@tollgate/sdk';
import { rootDir } from '../../scripts/servers/paths.ts';
import { someCard, someOrder } from '../load/orders.ts';
import { Shop } from './shop.ts';

let shop: Shop;
beforeAll(async () => {
  shop = await Shop.open();
}, 240_000);
afterAll(() => shop?.close());

const start = (name: string, args: readonly string[], environment: Readonly<Record<string, string>>): ChildProcess => {
  const { apiUrl, apiKey, caFile } = shop.demo;
  const env = { ...process.env, NODE_OPTIONS: '', TOLLGATE_API_URL: apiUrl, TOLLGATE_API_KEY: apiKey, TOLLGATE_CA_FILE: caFile };
  return spawn(process.execPath, [join(rootDir, 'libs/sdk/examples', `${name}.ts`), ...args], {
    env: { ...env, ...environment },
  });
};

/** The lines that an example prints; throws where it fails. */
const run = async (name: string, args: readonly string[] = [], environment = {}): Promise<readonly string[]> => {
  const child = start(name, args, { CARD: someCard(), ...environment });
  const output = { text: '', errors: '' };
  child.stdout?.on('data', (chunk: Buffer) => (output.text += chunk));
  child.stderr?.on('data', (chunk: Buffer) => (output.errors += chunk));
  const [code] = await once(child, 'close');
  if (code !== 0) throw new Error(`${name} ended with ${code}:\n${output.errors}`);
  return output.text.trim().split('\n');
};

describe('the examples of the SDK, as anybody may run them', () => {
  it('sell a book once, whoever runs it twice, and fetch it whole', async () => {
    const cart = `cart-${randomUUID().slice(0, 8)}`;
    const card = someCard();
    const [sold, fetched] = await run('sell-a-book', [cart], { CARD: card });
    expect(sold).toMatch(/^ord_\w+ approved \d+$/);
    const [name, size, to = ''] = fetched?.split(' ') ?? [];
    expect([name, size]).toEqual(['book.epub', '1048576']);
    const order = await shop.get(`/v1/orders/${sold?.split(' ')[0]}`);
    expect(createHash('sha256').update(readFileSync(to)).digest('hex')).toBe(order.body.downloads[0].sha256);
    // The same cart again is the same order; its link is closed by then.
    await expect(run('sell-a-book', [cart], { CARD: card })).rejects.toThrow('access_closed');
    expect((await shop.get(`/v1/orders?reference=${cart}`)).body.data).toHaveLength(1);
  });

  it('tell a decline with its order', async () => {
    expect(await run('sell-a-book', [], { CARD: '4000000000000002' })).toEqual([expect.stringMatching(/^ord_\w+ declined \w+$/)]);
  });

  it('hold, take, give up and give back', async () => {
    const [summary, ...events] = await run('capture-and-refund');
    expect(summary).toMatch(/partially_refunded captured 2000 refunded 500$/);
    expect(events[0]).toBe('OrderPlaced');
    expect(events).toEqual(expect.arrayContaining(['PaymentCaptured', 'PaymentVoided', 'PaymentRefunded']));
  });

  it('ask what it would cost, and set settings only as they were read', async () => {
    const receipt = async () => (await shop.get('/v1/settings/receipt')).body.document;
    const before = await receipt();
    const lines = await run('quote-and-settings');
    expect(lines[0]).toMatch(/^total \d+, tax \d+, shipping \d+$/);
    expect(lines[1]).toMatch(/^receipt \d+ -> \d+$/);
    expect(lines[2]).toMatch(/^refused: /);
    expect(await receipt()).toEqual(before);
  });

  it('take a webhook that is signed, and no other', async () => {
    const secret = `whsec_${Buffer.from('32 bytes of a key for one webhook').toString('base64')}`;
    const child = start('receive-webhooks', [], { TOLLGATE_WEBHOOK_SECRET: secret });
    try {
      const [line] = (await once(child.stdout as NonNullable<typeof child.stdout>, 'data')) as [Buffer];
      const port = /(\d+)/.exec(line.toString())?.[1];
      const body = '{"type":"order.approved"}';
      const timestamp = String(Math.floor(Date.now() / 1_000));
      const key = Buffer.from(secret.slice(6), 'base64');
      const signature = `v1,${createHmac('sha256', key).update(`msg_1.${timestamp}.${body}`).digest('base64')}`;
      const headers = { 'webhook-id': 'msg_1', 'webhook-timestamp': timestamp, 'webhook-signature': signature };
      const send = async (text: string) =>
        (await fetch(`http://127.0.0.1:${port}`, { method: 'POST', body: text, headers })).status;
      expect([await send(body), await send(`${body} `)]).toEqual([204, 401]);
    } finally {
      child.kill();
      await once(child, 'close');
    }
  });
});

describe('the SDK against the gateway', () => {
  const client = () => {
    const { apiUrl, apiKey, caFile } = shop.demo;
    return new Tollgate({ apiUrl, apiKey, ca: readFileSync(caFile, 'utf8') });
  };

  it('places one order for forty calls under one key at once', async () => {
    const body = JSON.parse(someOrder());
    const idempotencyKey = randomUUID();
    const orders = await Promise.all(Array.from({ length: 40 }, () => client().orders.place(body, { idempotencyKey })));
    expect(new Set(orders.map(({ id }) => id)).size).toBe(1);
  });

  it('goes through pages of a list, and uploads and lists a good', async () => {
    const tollgate = client();
    await tollgate.goods.put('SDK-1', { kind: 'digital', description: 'By the SDK' });
    const file = await tollgate.goods.putFile({ sku: 'SDK-1', name: 'größe 1.txt' }, Buffer.from('bytes'));
    expect(file).toMatchObject({ name: 'größe 1.txt', size: 5 });
    const skus: string[] = [];
    for await (const { sku } of tollgate.goods.list({ limit: 1 })) skus.push(sku);
    expect(skus).toEqual(expect.arrayContaining(['EBOOK-1', 'SDK-1']));
  });

  it('trusts no other authority than the one it is given', async () => {
    const { apiUrl, apiKey } = shop.demo;
    const stranger = new Tollgate({ apiUrl, apiKey, maxRetries: 0 });
    await expect(stranger.orders.get('ord_1')).rejects.toThrow('was not answered');
  });
});
