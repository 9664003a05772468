import { eventually } from '@tollgate/testing';
import { book } from '../load/orders.ts';
import { Shop } from './shop.ts';

let shop: Shop;
beforeAll(async () => {
  shop = await Shop.open();
}, 240_000);
afterAll(() => shop?.close());

const album = { sku: 'ALBUM-1', description: 'The Album', kind: 'digital', quantity: 1, unitAmount: 999 };
const hold = async (): Promise<string> => {
  const { body } = await shop.place({ type: 'preauth', body: { items: [{ ...book, quantity: 2 }, album] } });
  return body.id;
};
const skusIn = (order: { readonly downloads: readonly { readonly sku: string }[] }): readonly string[] => [
  ...new Set(order.downloads.map(({ sku }) => sku)),
];
const refund = async (order: string, body: object): Promise<void> => {
  expect((await shop.post(`/v1/orders/${order}/refunds`, body)).status).toBe(201);
};

describe('I10: what a capture in parts delivers', () => {
  it('is not the line that was refunded whole before the rest was captured', async () => {
    const order = await hold();
    expect((await shop.post(`/v1/orders/${order}/captures`, { amount: 4500 })).status).toBe(201);
    await refund(order, { lines: [{ line: 1, quantity: 2 }] });
    const last = await shop.post(`/v1/orders/${order}/captures`);
    expect([last.status, skusIn(last.body.order)]).toEqual([201, ['ALBUM-1']]);
    expect(skusIn((await shop.get(`/v1/orders/${order}`)).body)).toEqual(['ALBUM-1']);
  });

  it('is answered with the first capture where the merchant delivers with that', async () => {
    await shop.set('delivery', { downloads: 1, days: 3, deliverAt: 'first_capture' });
    const order = await hold();
    const first = await shop.post(`/v1/orders/${order}/captures`, { amount: 1000 });
    expect([first.status, skusIn(first.body.order)]).toEqual([201, ['EBOOK-1', 'ALBUM-1']]);
  });

  it('is granted anew where all that had been captured was given back, and the rest is captured then', async () => {
    const order = await hold();
    expect((await shop.post(`/v1/orders/${order}/captures`, { amount: 1000 })).status).toBe(201);
    await refund(order, {});
    await eventually('the end of access', async () => {
      const types = await shop.eventTypes(order);
      return types.includes('DownloadAccessRevoked') || undefined;
    });
    const last = await shop.post(`/v1/orders/${order}/captures`);
    expect([last.status, skusIn(last.body.order)]).toEqual([201, ['EBOOK-1', 'ALBUM-1']]);
  });

  it('gets new links once it was taken, which are good for one more download; of a refunded order it gets none', async () => {
    const { body: order } = await shop.place({ body: { items: [album] } });
    const [first] = order.downloads;
    expect((await shop.fetchLink(`${first.url}/file`)).status).toBe(200);
    const reissue = () => shop.post(`/v1/orders/${order.id}/downloads/reissue`);
    const { status, body } = await reissue();
    expect([status, body.status, body.downloads.length]).toEqual([201, 'succeeded', order.downloads.length]);
    expect((await shop.fetchLink(`${first.url}/file`)).status).toBe(410);
    const again = await shop.fetchLink(`${body.downloads[0].url}/file`);
    expect([again.status, again.bytes.length]).toEqual([200, first.size]);
    expect((await shop.fetchLink(`${body.downloads[0].url}/file`)).status).toBe(410);
    await refund(order.id, {});
    expect(await reissue()).toMatchObject({ status: 409, body: { code: 'downloads_revoked' } });
  });

  it('leaves books that an audit finds nothing in', async () => {
    await shop.mailsAreSent();
    expect(shop.audit()).not.toContain('✗');
  });
});
