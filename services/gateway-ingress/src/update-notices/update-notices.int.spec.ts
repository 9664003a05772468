import {
  ListGoodsRequestSchema,
  ListGoodsResponseSchema,
  type MessageInitShape,
  requests,
  toPublicId,
} from '@tollgate/contracts';
import { eventually } from '@tollgate/testing';
import { TestGateway } from '../testing/gateway.js';
import { sampleOrder } from '../testing/orders.js';

const uuidOf = (publicId: string): string => publicId.slice(4).replace(/(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
const path = '/v1/goods/EBOOK-1/update-notices';

let gateway: TestGateway;
let delivery = 'latest';
let version = 2;

/** The good as esd-delivery would tell it: its book in a newer version than the one that orders pin. */
const goods = (): MessageInitShape<typeof ListGoodsResponseSchema> => ({
  goods: ['EBOOK-1', 'EBOOK-10'].map((sku) => {
    const file = { name: 'book.epub', sha256: String(version).repeat(64), sizeBytes: 5n, objectKey: 'x' };
    return { sku, kind: 'digital', delivery, files: [file], versions: [{ file, version, addedAt: '2026-11-25T12:00:00.000Z' }] };
  }),
});
const place = async (): Promise<string> => uuidOf((await gateway.send('POST', '/v1/orders', { body: sampleOrder() })).json.id);
const askedOf = (order: string) =>
  gateway.query<{ data: { readonly files: readonly object[] } }>(
    `SELECT data FROM order_log.events WHERE type = 'MailRequested' AND subject_id = '${order}'`,
  );
const notified = async () => {
  const { status, json } = await gateway.send('POST', path);
  expect(status).toBe(202);
  return eventually('its end', async () => {
    const { json: after } = await gateway.send('GET', path);
    expect((await gateway.send('GET', `${path}/${json.id}`)).json.id).toBe(json.id);
    return after.notice.id === json.id && after.notice.status === 'done' ? after : undefined;
  });
};

beforeAll(async () => {
  gateway = await TestGateway.start();
  gateway.neighbors.grantedUntil = new Date(Date.now() + 86_400_000).toISOString();
  gateway.neighbors.answer(requests.listGoods, [ListGoodsRequestSchema, ListGoodsResponseSchema], goods);
});
afterAll(() => gateway?.stop());

describe('a notice to the owners of an older version', () => {
  let orders: readonly string[];
  beforeAll(async () => {
    orders = [await place(), await place()];
    gateway.neighbors.orderIds = [...orders];
  });

  it('asks for one mail in each open order, and tells how many it asked for', async () => {
    expect((await gateway.send('GET', path)).json).toEqual({ owners: 2, isMore: false, notice: null });
    expect((await notified()).notice).toMatchObject({ looked: 2, told: 2, files: [{ name: 'book.epub', version: 2 }] });
    for (const order of orders)
      expect(await askedOf(order)).toMatchObject([{ data: { kind: 'update', files: [{ version: 2 }] } }]);
    const [order = ''] = orders;
    const { json } = await gateway.send('GET', `/v1/orders/${toPublicId('ord', order)}/mails`);
    expect(json.data[0]).toMatchObject({ kind: 'update', recipient: 'customer', operation: expect.stringMatching(/^upn_/) });
  });

  it('tells nobody twice of one version, and everybody of the next', async () => {
    expect(await notified()).toMatchObject({ owners: 0, notice: { looked: 2, told: 0 } });
    version = 3;
    expect((await notified()).notice).toMatchObject({ told: 2 });
    for (const order of orders) expect(await askedOf(order)).toHaveLength(2);
  });

  it('is one, however often it is wished for while it is under way', async () => {
    version = 4;
    const all = await Promise.all(Array.from({ length: 4 }, () => gateway.send('POST', path)));
    expect(new Set(all.map(({ status }) => status))).toEqual(new Set([202]));
    await eventually('its mails', async () => (await askedOf(orders[0] ?? '')).length === 3);
    await eventually('its end', async () => (await gateway.send('GET', path)).json.notice.status === 'done');
    for (const order of orders) expect(await askedOf(order)).toHaveLength(3);
  });

  it('is refused of a good whose links serve what was bought, and of one that is not there', async () => {
    const asked = async (where = path) => {
      const { status, json } = await gateway.send('POST', where);
      return [status, json.code];
    };
    delivery = 'pinned';
    expect(await asked()).toEqual([409, 'delivers_pinned']);
    expect((await gateway.send('POST', path)).json.detail).toMatch(/deliver it as `latest`/);
    delivery = 'latest';
    expect(await asked('/v1/goods/EBOOK-2/update-notices')).toEqual([404, 'not_found']);
  });
});
