import { eventually } from '@tollgate/testing';
import { Shop } from './shop.ts';

let shop: Shop;
beforeAll(async () => {
  shop = await Shop.open();
}, 240_000);
afterAll(() => shop?.close());

interface ShownMail {
  readonly status: string;
  readonly code: string | null;
  readonly tries: number | null;
}

const mailsOf = async (order: string): Promise<readonly ShownMail[]> => (await shop.get(`/v1/orders/${order}/mails`)).body.data;
const shown = (order: string, wanted: readonly Partial<ShownMail>[]) =>
  eventually(`mails ${JSON.stringify(wanted)}`, async () => {
    const mails = await mailsOf(order);
    const fits = wanted.every((one, index) =>
      Object.entries(one).every(([name, value]) => Reflect.get(mails[index] ?? {}, name) === value),
    );
    return fits && mails.length === wanted.length ? mails : undefined;
  });
const answer = (domain: string, reply?: string) =>
  fetch(
    `${shop.demo.mailUrl}/api/v1/answers/${domain}`,
    reply === undefined ? { method: 'DELETE' } : { method: 'PUT', body: reply },
  );
const placeFor = async (email: string): Promise<string> => {
  const placed = await shop.place({ body: { customer: { email, name: 'Ann Buyer' } } });
  expect(placed.status).toBe(201);
  return placed.body.id;
};

describe('a receipt', () => {
  it('E2: to a mailbox that does not exist is given up, shown with why, and sent again to another address', async () => {
    await answer('gone.example', '550 5.1.1 no such user');
    const order = await placeFor('ann@gone.example');
    expect(await shown(order, [{ status: 'failed', code: 'mailbox_unknown' }])).toMatchObject([
      { replyCode: 550, smtpStatus: '5.1.1' },
    ]);
    const asked = await shop.post(`/v1/orders/${order}/mails`, { to: 'ann@here.example' });
    expect(asked).toMatchObject({ status: 202, body: { status: 'pending', recipient: 'other' } });
    await shown(order, [{ status: 'sent' }, { status: 'failed' }]);
    expect((await shop.get(`/v1/orders/${order}`)).body.mails).toMatchObject([{ status: 'sent' }, { status: 'failed' }]);
  }, 60_000);

  it('E1: that a domain does not take waits, and does not keep up the next one; audit lists it apart', async () => {
    await answer('busy.example', '451 4.7.1 try later');
    const waiting = await placeFor('ann@busy.example');
    await shown(waiting, [{ status: 'pending', tries: 1 }]);
    await shown(await placeFor('bob@here.example'), [{ status: 'sent' }]);
    expect(shop.tollgate('audit', '--only', 'I2,I11')).toContain('1 mails wait for the mail server');
  }, 60_000);
});
