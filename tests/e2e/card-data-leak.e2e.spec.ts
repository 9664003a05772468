import { randomUUID } from 'node:crypto';
import { createReadStream, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { jest } from '@jest/globals';
import pg from 'pg';
import { book, someOrder, withCheckDigit } from '../load/orders.ts';
import { fillForm, openPayment, sendForm, typedAddress, typedCard } from '../load/pay-page.ts';
import { type Answer, callApi } from '../load/place.ts';
import { type RunningStack, startStack } from '../stack.ts';
import { ShopCustomer } from './shop-customer.ts';

jest.setTimeout(240_000);

const filesUnder = (folder: string): readonly string[] =>
  readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return filesUnder(path);
    return entry.isFile() ? [path] : [];
  });

/** The forms a leak would take: as it is, grouped, as base64 in each of three alignments, as hexadecimal, as packed
 *  digits. */
const formsOf = (digits: string): readonly Buffer[] => {
  const grouped = digits.replace(/(.{4})(?=.)/g, '$1 ');
  const base64 = [0, 1, 2].map((shift) => {
    const text = Buffer.from(' '.repeat(shift) + digits).toString('base64');
    return text.slice(Math.ceil((shift * 4) / 3) + 1, -4);
  });
  const texts = [digits, grouped, grouped.replaceAll(' ', '-'), Buffer.from(digits).toString('hex'), ...base64];
  const packed = digits.length % 2 === 0 ? [Buffer.from(digits, 'hex')] : [];
  return [...texts.map((text) => Buffer.from(text)), ...packed];
};

/** Names of files that hold one of the needles, read in pieces that overlap. */
const filesWith = async (files: readonly string[], needles: readonly Buffer[]): Promise<readonly string[]> => {
  const longest = Math.max(...needles.map(({ length }) => length));
  const found: string[] = [];
  for (const file of files) {
    let rest = Buffer.alloc(0);
    for await (const chunk of createReadStream(file, { highWaterMark: 4 * 2 ** 20 })) {
      const piece = Buffer.concat([rest, chunk]);
      if (needles.some((needle) => piece.includes(needle))) {
        found.push(file);
        break;
      }
      rest = piece.subarray(Math.max(0, piece.length - longest));
    }
  }
  return found;
};

/** One card buys everywhere here, more often than a customer's may. */
const patientFraud = {
  card: { attempts: 1_000, windowMinutes: 10, action: 'reject' },
  email: { attempts: 1_000, windowMinutes: 60, action: 'reject' },
  duplicate: { windowSeconds: 60, action: 'reject' },
  amount: { limits: { USD: 500_000 }, action: 'review' },
  reviewHours: 72,
};

describe('S18, I15: card data', () => {
  let stack: RunningStack;
  const canary = withCheckDigit('453298765431297');
  const declined = '4000000000000002';
  /** Long enough to be no accident in a megabyte of digits: the CVC is looked for beside its name and beside the
   *  card. */
  const cvc = '7391';
  const cvcNeedles = [`"cvc":"${cvc}"`, `cvc=${cvc}`, `cvc]=${cvc}`, `cvc%5D=${cvc}`, `${canary}|${cvc}`, `${canary}${cvc}`].map(
    (text) => Buffer.from(text),
  );

  beforeAll(async () => {
    stack = await startStack({ environment: { TOLLGATE_LOG_LEVEL: 'trace' } });
    const post = (path: string, body: unknown, headers = {}) =>
      callApi(stack.demo(), { method: 'POST', path, body, headers: { 'idempotency-key': randomUUID(), ...headers } });
    const place = (body: unknown, headers = {}) => post('/v1/orders', body, headers);
    await callApi(stack.demo(), { method: 'PUT', path: '/v1/settings/fraud', body: patientFraud });
    for (const card of [canary, declined]) {
      const order = JSON.parse(someOrder({ card }));
      order.payment.card.cvc = cvc;
      expect([201, 402]).toContain(
        (await place(order, { traceparent: `00-${randomUUID().replaceAll('-', '')}-00f067aa0ba902b7-01` })).status,
      );
      // Each way to be refused that has the card in its hands, and text that cannot be parsed.
      for (const wrong of [
        { ...order, currency: 'XXX' },
        { ...order, payment: { card: { ...order.payment.card, expiryYear: 2001 } } },
        { ...order, items: [] },
      ]) {
        const { status, body } = await place(wrong);
        expect(status).toBe(422);
        expect(JSON.stringify(body)).not.toContain(card);
      }
      const broken = await place(`${JSON.stringify(order).slice(0, -2)},,`);
      expect(broken.status).toBe(400);
      expect(JSON.stringify(broken.body)).not.toContain(card);
    }
    await payOnPage();
    await buyInShop();
    await saveAndUse(post);
    const db = new pg.Client({ connectionString: stack.demo().postgresUrl });
    await db.connect();
    await db.query('CHECKPOINT');
    await db.end();
  });
  afterAll(() => stack?.stop());

  /** The card typed into the payment page: into a wrong field, with something else wrong, and as it belongs. */
  const payOnPage = async (): Promise<void> => {
    const demo = stack.demo();
    const session = await openPayment(demo);
    const fields = { ...(await fillForm(demo, session, typedAddress())), ...typedCard(canary, cvc), action: 'pay' };
    for (const wrong of [
      { 'billingAddress.line1': canary },
      { 'billingAddress.postalCode': '94105' },
      { form: '' },
      { total: '1' },
    ]) {
      const { status, body } = await sendForm(demo, session, { ...fields, ...wrong });
      expect([409, 422]).toContain(status);
      expect(String(body)).not.toContain(canary);
    }
    expect((await sendForm(demo, session, fields)).status).toBe(303);
  };

  /** By direct post through a merchant's own server: refused there, refused by the gateway, and taken. */
  const buyInShop = async (): Promise<void> => {
    const customer = new ShopCustomer(stack.demo());
    for (const [expiry, status] of [
      ['13/30', 422],
      ['01/20', 422],
      ['12/30', 303],
    ] as const) {
      const answer = await customer.buy('ALBUM-1', 'ann.canary@example.com', { number: canary, expiry, cvc });
      expect([answer.status, answer.body.includes(canary)]).toEqual([status, false]);
    }
  };

  /** The card saved, used again, sent to Stripe, and held for a review. */
  const saveAndUse = async (post: (path: string, body: unknown) => Promise<Answer>): Promise<void> => {
    const card = { number: canary, expiryMonth: 12, expiryYear: 2030, cvc };
    const saved = await post('/v1/card-tokens', { card, consent: true });
    expect(saved.status).toBe(201);
    const withToken = someOrder({ body: { items: [book], payment: { token: saved.body.id } } });
    expect((await post('/v1/orders', withToken)).status).toBe(201);
    const set = (area: string, body: object) => callApi(stack.demo(), { method: 'PUT', path: `/v1/settings/${area}`, body });
    await set('processors', { rules: [{ processor: 'stripe' }] });
    await set('fraud', { ...patientFraud, amount: { limits: { USD: 9_000 }, action: 'review' } });
    expect((await post('/v1/orders', someOrder({ body: { payment: { card } } }))).status).toBe(201);
    const held = await post('/v1/orders', someOrder({ body: { items: [{ ...book, unitAmount: 9_999 }], payment: { card } } }));
    expect(held.body.status).toBe('review');
    expect((await post(`/v1/orders/${held.body.id}/review`, { decision: 'accept' })).status).toBe(201);
  };

  it('is in no byte that a stack wrote: log, WAL, streams, objects, mails, journals, console', async () => {
    const files = filesUnder(stack.dataDir);
    expect(files.length).toBeGreaterThan(100);
    expect(await filesWith(files, [...formsOf(canary), ...cvcNeedles])).toEqual([]);
  });

  it('is in no trace and no metric', async () => {
    const { tracesUrl } = stack.demo();
    const traces = await (await fetch(`${tracesUrl}/api/traces`)).text();
    expect(traces).not.toContain(canary);
    for (let offset = 1; offset <= 7; offset += 1) {
      const metrics = await (await fetch(`http://127.0.0.1:${stack.portBase + offset}/metrics`)).text();
      expect(metrics).toContain('# HELP');
      expect(metrics).not.toContain(canary);
    }
  });

  it('would have been found, had it been written', async () => {
    const needles = formsOf(canary);
    for (const text of [canary, Buffer.from(`x${canary}y`).toString('base64'), Buffer.from(canary).toString('hex')]) {
      expect(needles.some((needle) => Buffer.from(text).includes(needle))).toBe(true);
    }
    expect((await filesWith(filesUnder(stack.dataDir), [Buffer.from('OrderPlaced')])).length).toBeGreaterThan(0);
  });
});
