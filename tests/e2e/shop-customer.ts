// Somebody who buys in the storefront without a browser: forms by HTTPS, with what the pages carry along.
import { readFileSync } from 'node:fs';
import { request } from 'node:https';
import type { Demo } from '../stack.ts';

type Fields = Readonly<Record<string, string>>;

interface ShopAnswer {
  readonly status: number;
  readonly location: string;
  readonly cookie: string;
  readonly body: string;
}

export interface ShopCard {
  readonly number: string;
  readonly expiry: string;
  readonly cvc: string;
}

const details = {
  'billing.name': 'Ann Buyer',
  'billing.line1': '1 Main St',
  'billing.city': 'Albany',
  'billing.region': 'NY',
  'billing.postalCode': '12207',
  'billing.country': 'US',
};

const hiddenIn = (page: string): Fields =>
  Object.fromEntries(
    [...page.matchAll(/type="hidden" name="([^"]+)" value="([^"]*)"/g)].map(([, name = '', value = '']) => [name, value]),
  );

export class ShopCustomer {
  private readonly demo: Demo;
  private cookie = '';

  constructor(demo: Demo) {
    this.demo = demo;
  }

  /** Buys one piece by direct post. Answers what the shop does to the card. */
  async buy(sku: string, email: string, card: ShopCard): Promise<ShopAnswer> {
    this.cookie = (await this.post('/cart/add', { sku })).cookie;
    const { body } = await this.post('/checkout', { email, ...details });
    return this.post('/checkout/pay', { ...hiddenIn(body), ...card });
  }

  private post(path: string, fields: Fields): Promise<ShopAnswer> {
    const headers = { 'content-type': 'application/x-www-form-urlencoded', cookie: this.cookie };
    const options = { method: 'POST', ca: readFileSync(this.demo.caFile), agent: false, headers };
    return new Promise((resolve, reject) => {
      request(new URL(path, this.demo.storefrontUrl), options, (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () =>
          resolve({
            status: response.statusCode ?? 0,
            location: response.headers.location ?? '',
            cookie: response.headers['set-cookie']?.[0]?.split(';')[0] ?? '',
            body: Buffer.concat(chunks).toString('utf8'),
          }),
        );
      })
        .on('error', reject)
        .end(new URLSearchParams(fields).toString());
    });
  }
}
