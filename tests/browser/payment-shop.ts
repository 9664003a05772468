/** A shop that sends its customers to the payment page, and where they come back to. */
import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Page } from 'playwright-core';
import type { Shop } from '../e2e/shop.ts';
import { book, mugs, someCard } from '../load/orders.ts';

export interface Checkout {
  readonly id: string;
  readonly url: string;
}

export interface PaidSession {
  readonly status: string;
  readonly order: string | null;
}

/** An address that no other test has, as fraud counts by it; of letters, as digits could be a card's. */
export const someEmail = (): string =>
  `pay.${Array.from({ length: 16 }, () => String.fromCharCode(97 + randomInt(26))).join('')}@example.com`;

/** Who pays, as their merchant knows them already. */
export const knownCustomer = () => ({
  customer: { email: someEmail(), name: 'Ann Buyer' },
  billingAddress: { name: 'Ann Buyer', line1: '1 Main St', city: 'Albany', region: 'NY', postalCode: '12207', country: 'US' },
});

export class PaymentShop {
  readonly shop: Shop;
  private readonly server: Server;

  private constructor(shop: Shop, server: Server) {
    this.shop = shop;
    this.server = server;
  }

  static async open(shop: Shop): Promise<PaymentShop> {
    const server = createServer((_request, response) => {
      response.setHeader('content-type', 'text/html; charset=utf-8');
      response.end(
        '<!doctype html><html lang="en"><title>Shop</title><link rel="icon" href="data:,"><h1>Thank you from the shop</h1>',
      );
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return new PaymentShop(shop, server);
  }

  close(): void {
    this.server.closeAllConnections();
    this.server.close();
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async checkout(change: object = {}): Promise<Checkout> {
    const back = { successUrl: `${this.url}/thanks`, cancelUrl: `${this.url}/cart` };
    const items = [book, mugs];
    const { status, body } = await this.shop.post('/v1/checkout-sessions', { currency: 'USD', items, ...back, ...change });
    if (status !== 201) throw new Error(`a session was answered ${status}: ${JSON.stringify(body)}`);
    return body as unknown as Checkout;
  }

  async session({ id }: Checkout): Promise<PaidSession> {
    return (await this.shop.get(`/v1/checkout-sessions/${id}`)).body as unknown as PaidSession;
  }

  /** The order that paid a session. */
  async order(checkout: Checkout): Promise<{ readonly id: string }> {
    const { order } = await this.session(checkout);
    return (await this.shop.get(`/v1/orders/${order}`)).body as unknown as { readonly id: string };
  }

  /** How many orders were placed in a session, whatever became of them. */
  async orderCount({ id }: Checkout): Promise<number> {
    const text = `SELECT count(*)::int AS count FROM order_log.events WHERE type = 'OrderPlaced' AND data->'metadata'->>'checkoutSession' = $1`;
    const { rows } = await this.shop.db.query<{ count: number }>(text, [id]);
    return rows[0]?.count ?? 0;
  }
}

export interface Typed {
  readonly name?: string;
  readonly email?: string;
}

/** What a customer in Albany types, by the labels that they read. */
export const typeAddress = async (page: Page, { name = 'Ann Buyer', email = someEmail() }: Typed = {}): Promise<void> => {
  await page.getByLabel('E-mail').fill(email);
  const billing = page.getByRole('group', { name: 'Billing address' });
  await billing.getByLabel('Full name').fill(name);
  await billing.getByLabel('Country or territory').selectOption('US');
  await billing.getByLabel('State').waitFor();
  await billing.getByLabel('Address', { exact: true }).fill('1 Main St');
  await billing.getByLabel('City').fill('Albany');
  await billing.getByLabel('State').selectOption('NY');
  await billing.getByLabel('ZIP code').fill('12207');
  await billing.getByLabel('ZIP code').blur();
};

export const typeCard = async (page: Page, number = someCard()): Promise<void> => {
  await page.getByLabel('Card number').fill(number);
  await page.getByLabel('Expiry').fill('12/30');
  await page.getByLabel('Security code').fill('123');
};

export const payButton = (page: Page) => page.getByRole('button', { name: /^Pay/ });
