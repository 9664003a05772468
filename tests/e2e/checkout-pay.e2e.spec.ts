import { setTimeout as sleep } from 'node:timers/promises';
import { jest } from '@jest/globals';
import { eventually } from '@tollgate/testing';
import { fillForm, openPayment, type PageFields, type PaySession, sendForm, typedAddress, typedCard } from '../load/pay-page.ts';
import { Shop } from './shop.ts';

jest.setTimeout(240_000);

let shop: Shop;
beforeAll(async () => {
  shop = await Shop.open();
}, 240_000);
afterAll(() => shop?.close());

const stateOf = async ({ id }: PaySession) => (await shop.get(`/v1/checkout-sessions/${id}`)).body;

/** The orders that were placed in a session. */
const ordersOf = async ({ id }: PaySession): Promise<readonly string[]> => {
  const text = `SELECT replace(subject_id::text, '-', '') AS id FROM order_log.events
    WHERE type = 'OrderPlaced' AND data->'metadata'->>'checkoutSession' = $1`;
  const { rows } = await shop.db.query<{ id: string }>(text, [id]);
  return rows.map((row) => `ord_${row.id}`);
};

/** What the acquirer holds or has taken for these orders, by its own books. */
const authorizations = (orders: readonly string[]): number =>
  orders.reduce((sum, order) => sum + shop.booked(order, 'approved').length - shop.booked(order, 'reversed').length, 0);

const pay = (session: PaySession, fields: PageFields) =>
  sendForm(shop.demo, session, { ...fields, action: 'pay' }).then(
    ({ status }) => status,
    () => 0,
  );

describe('a payment page', () => {
  it('is paid, delivers, and mails the receipt, as any order', async () => {
    const session = await openPayment(shop.demo);
    const fields = { ...(await fillForm(shop.demo, session, typedAddress())), ...typedCard() };
    expect(await pay(session, fields)).toBe(303);
    const { status, order, amounts } = await stateOf(session);
    expect([status, amounts.total]).toEqual(['paid', 5426]);
    await eventually('the receipt', async () => (await shop.mailsOf(order)).length > 0);
    expect(authorizations([order])).toBe(1);
  });

  it('I3: is paid once where gateway-ingress is killed at any moment while two tabs pay, and both try until they are answered', async () => {
    for (const delayMs of [0, 10, 20, 35, 60, 120]) {
      const session = await openPayment(shop.demo);
      const tabs = [typedAddress(), typedAddress()];
      const forms = await Promise.all(
        tabs.map(async (typed) => ({ ...(await fillForm(shop.demo, session, typed)), ...typedCard() })),
      );
      const first = forms.map((fields) => pay(session, fields));
      await sleep(delayMs);
      const pid = shop.stack.kill('gateway-ingress');
      await Promise.all(first);
      await shop.stack.restartOf('gateway-ingress', pid);
      for (const fields of forms)
        await eventually('an answer', async () => ((await pay(session, fields)) === 303 ? true : undefined));
      await eventually('the outcome', async () => ((await stateOf(session)).status === 'paid' ? true : undefined));
      const orders = await ordersOf(session);
      expect([delayMs, orders, authorizations(orders)]).toEqual([delayMs, [(await stateOf(session)).order], 1]);
    }
  });
});
