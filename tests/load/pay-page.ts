// A customer on the payment page, in a browser without scripts.
import { randomInt } from 'node:crypto';
import type { Demo } from '../stack.ts';
import { book, mugs, someCard } from './orders.ts';
import { type Answer, callApi } from './place.ts';

export type PageFields = Readonly<Record<string, string>>;

/** What a customer in Albany types. */
export const typedAddress = (): PageFields => ({
  'customer.email': `ann.${randomInt(2 ** 47).toString(36)}@example.com`,
  'billingAddress.name': 'Ann Buyer',
  'billingAddress.country': 'US',
  'billingAddress.line1': '1 Main St',
  'billingAddress.city': 'Albany',
  'billingAddress.region': 'NY',
  'billingAddress.postalCode': '12207',
  shippingMethod: 'ground',
});

export const typedCard = (number = someCard(), cvc = '123'): PageFields => ({
  'card.number': number,
  'card.expiry': '12/30',
  'card.cvc': cvc,
});

export interface PaySession {
  readonly id: string;
  readonly url: string;
}

/** A session of the sample order. Throws where there is none. */
export const openPayment = async (demo: Demo): Promise<PaySession> => {
  const back = { successUrl: 'https://shop.example/thanks', cancelUrl: 'https://shop.example/cart' };
  const body = { currency: 'USD', items: [book, mugs], ...back };
  const answer = await callApi(demo, { method: 'POST', path: '/v1/checkout-sessions', body });
  if (answer.status !== 201) throw new Error(`a session was answered ${answer.status}: ${JSON.stringify(answer.body)}`);
  return answer.body;
};

const headers = { 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'same-origin' };

/** Sends the form of a page; nobody's API key goes with it. */
export const sendForm = (demo: Demo, { url }: PaySession, fields: PageFields): Promise<Answer> =>
  callApi(
    { ...demo, apiKey: '' },
    { method: 'POST', path: new URL(url).pathname, body: new URLSearchParams(fields).toString(), headers },
  );

/** A form that shows its total and can be paid: what was typed, and what the page adds. */
export const fillForm = async (demo: Demo, session: PaySession, typed: PageFields): Promise<PageFields> => {
  const hidden = async (fields: PageFields): Promise<PageFields> => {
    const { body } = await sendForm(demo, session, { ...typed, ...fields, action: 'update' });
    const found = String(body).matchAll(/<input type="hidden" name="(\w+)" value="([^"]*)">/g);
    return Object.fromEntries([...found].map(([, name = '', value = '']) => [name, value]));
  };
  return { ...typed, ...(await hidden(await hidden({}))) };
};
