import { uuidFromHex } from '@tollgate/contracts';
import type { TestAnswer, TestGateway } from './gateway.js';
import { sampleOrder } from './orders.js';

export type PageFields = Readonly<Record<string, string>>;

/** What a customer types who buys the sample order. */
export const typed: PageFields = {
  'customer.email': 'ann@example.com',
  'billingAddress.name': 'Ann Buyer',
  'billingAddress.country': 'US',
  'billingAddress.line1': '1 Main St',
  'billingAddress.city': 'Albany',
  'billingAddress.region': 'NY',
  'billingAddress.postalCode': '12207',
  shippingMethod: 'ground',
};
export const visa: PageFields = { 'card.number': '4111 1111 1111 1111', 'card.expiry': '12/30', 'card.cvc': '123' };
export const declinedCard: PageFields = { ...visa, 'card.number': '4000 0000 0000 0002' };

/** A session of the sample order, and its page as a browser without scripts has it. */
export class PayPage {
  private constructor(
    private readonly gateway: TestGateway,
    readonly id: string,
    readonly path: string,
  ) {}

  /** What a session is asked for by. */
  static body(): object {
    const { items, currency } = sampleOrder();
    return { items, currency, successUrl: 'https://shop.example/thanks?a=1', cancelUrl: 'https://shop.example/cart' };
  }

  static async open(gateway: TestGateway, change: object = {}): Promise<PayPage> {
    const { status, json } = await gateway.send('POST', '/v1/checkout-sessions', { body: { ...PayPage.body(), ...change } });
    if (status !== 201) throw new Error(`a session was answered ${status}: ${JSON.stringify(json)}`);
    return new PayPage(gateway, json.id, new URL(json.url).pathname);
  }

  get uuid(): string {
    return uuidFromHex(this.id.slice(3));
  }

  get(rest = '', language = 'en-US'): Promise<TestAnswer> {
    return this.gateway.send('GET', `${this.path}${rest}`, { key: '', headers: { 'accept-language': language } });
  }

  // biome-ignore lint/complexity/useMaxParams: most tests need the first alone
  post(fields: PageFields, headers: Readonly<Record<string, string>> = {}, port?: number, rest = ''): Promise<TestAnswer> {
    return this.gateway.send('POST', `${this.path}${rest}`, {
      key: '',
      body: new URLSearchParams(fields).toString(),
      headers: { 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'same-origin', ...headers },
      ...(port === undefined ? {} : { port }),
    });
  }

  /** A form with its total, filled in, and ready to be paid. */
  async filledIn(fields: PageFields = typed): Promise<PageFields> {
    const first = hiddenFields(await this.get());
    return { ...fields, ...hiddenFields(await this.post({ ...fields, ...first, action: 'update' })) };
  }

  async session(): Promise<{ readonly status: string; readonly order: string | null }> {
    return (await this.gateway.send('GET', `/v1/checkout-sessions/${this.id}`)).json;
  }

  /** How many orders name the session. */
  async orderCount(): Promise<number> {
    const rows = await this.gateway.query<{ count: number }>(
      `SELECT count(*)::int AS count FROM order_log.events WHERE type = 'OrderPlaced' AND data->'metadata'->>'checkoutSession' = '${this.id}'`,
    );
    return rows[0]?.count ?? 0;
  }
}

/** The form's token and the total that it shows. */
export const hiddenFields = ({ text }: TestAnswer): PageFields =>
  Object.fromEntries(
    [...text.matchAll(/<input type="hidden" name="(\w+)" value="([^"]*)">/g)].map(([, name = '', value = '']) => [name, value]),
  );

export const pay = { action: 'pay' } as const;
