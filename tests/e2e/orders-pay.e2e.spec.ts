import { randomUUID } from 'node:crypto';
import { eventually } from '@tollgate/testing';
import { book, mugs, someOrder } from '../load/orders.ts';
import type { Answer } from '../load/place.ts';
import { Shop } from './shop.ts';

let shop: Shop;
beforeAll(async () => {
  shop = await Shop.open();
}, 240_000);
afterAll(() => shop?.close());

const album = { sku: 'ALBUM-1', description: 'The Album', kind: 'digital', quantity: 1, unitAmount: 999 };

/** A request that was answered, kept with its key, so that it can be repeated at the end of the order's life. */
interface Kept {
  readonly path: string;
  readonly body: object | string;
  readonly key: string;
  readonly answer: Answer;
}

const keep = async (path: string, body: object | string): Promise<Kept> => {
  const key = randomUUID();
  return { path, body, key, answer: await shop.post(path, body, key) };
};

/** The days' reports are of the whole stack: what one test adds to them is the difference. */
const salesToday = async () => {
  const today = new Date().toISOString().slice(0, 10);
  const { body } = await shop.get(`/v1/reports/sales?from=${today}&to=${today}`);
  return { orderCount: 0, captured: 0, refundCount: 0, refunded: 0, refundedTax: 0, refundedShipping: 0, ...body.data[0] };
};

describe('a preauth, from the hold to the void of what is left', () => {
  let order: string;
  const kept: Kept[] = [];
  beforeAll(async () => {
    const placed = await shop.place({ type: 'preauth' });
    expect(placed).toMatchObject({ status: 201, body: { status: 'approved', payment: { status: 'authorized' }, downloads: [] } });
    order = placed.body.id;
  });

  it('M5: takes 20.00 and 10.00 of 54.26, each a capture of its own, and delivers nothing yet', async () => {
    kept.push(await keep(`/v1/orders/${order}/captures`, { amount: 2000 }));
    kept.push(await keep(`/v1/orders/${order}/capture`, { amount: 1000 }));
    const answers = kept.map(({ answer }) => answer);
    expect(answers).toMatchObject([
      {
        status: 201,
        body: { kind: 'capture', status: 'succeeded', amount: 2000, final: false, order: { amounts: { captured: 2000 } } },
      },
      { status: 201, body: { amount: 1000, order: { payment: { status: 'partially_captured' }, downloads: [] } } },
    ]);
    expect(answers[1]?.body.id).not.toBe(answers[0]?.body.id);
  });

  it('M5: gives up the remaining 24.26 with a void, at the acquirer, too', async () => {
    kept.push(await keep(`/v1/orders/${order}/void`, { reason: 'out of stock' }));
    expect(kept[2]?.answer).toMatchObject({
      status: 201,
      body: {
        kind: 'void',
        status: 'succeeded',
        amount: 2426,
        reason: 'out of stock',
        order: { payment: { status: 'captured' } },
      },
    });
    expect(shop.booked(order, 'captured').map(({ amount }) => amount)).toEqual([2000, 1000]);
    expect(shop.booked(order, 'voided').map(({ amount }) => amount)).toEqual([2426]);
  });

  it('M5: refuses a capture and a void after that', async () => {
    expect(await shop.post(`/v1/orders/${order}/captures`, { amount: 1 })).toMatchObject({
      status: 409,
      body: { code: 'authorization_voided' },
    });
    expect(await shop.post(`/v1/orders/${order}/void`)).toMatchObject({ status: 409, body: { code: 'already_voided' } });
  });

  it('lists what was done, newest first', async () => {
    const ids = kept.map(({ answer }) => answer.body.id);
    const captures = await shop.get(`/v1/orders/${order}/captures`);
    expect(captures.body.data.map(({ id }: { id: string }) => id)).toEqual([ids[1], ids[0]]);
    const voids = await shop.get(`/v1/orders/${order}/void`);
    expect(voids.body.data).toMatchObject([{ id: ids[2], status: 'succeeded' }]);
  });

  it('I6: answers every request of then, repeated under its key, with its own operation', async () => {
    const before = await shop.recorded();
    for (const { path, body, key, answer } of kept) {
      const again = await shop.post(path, body, key);
      expect([again.status, JSON.stringify(again.body)]).toEqual([answer.status, JSON.stringify(answer.body)]);
    }
    expect(await shop.recorded()).toBe(before);
  });
});

describe('a preauth of a book', () => {
  it('is delivered with the capture that completes its payment', async () => {
    const { body: placed } = await shop.place({ type: 'preauth' });
    const part = await shop.post(`/v1/orders/${placed.id}/captures`, { amount: 1426 });
    expect(part.body.order.downloads).toEqual([]);
    const rest = await shop.post(`/v1/orders/${placed.id}/captures`, {});
    expect(rest).toMatchObject({
      status: 201,
      body: { amount: 4000, final: true, order: { payment: { status: 'captured' }, downloads: [{ sku: 'EBOOK-1' }] } },
    });
    const file = await shop.fetchLink(`${rest.body.order.downloads[0].url}/file`);
    expect(file).toMatchObject({ status: 200 });
    expect(file.bytes).toHaveLength(rest.body.order.downloads[0].size);
  });

  it('that is voided whole is over: voided, and without a receipt', async () => {
    const { body: placed } = await shop.place({ type: 'preauth' });
    expect(await shop.post(`/v1/orders/${placed.id}/void`)).toMatchObject({
      status: 201,
      body: { amount: 5426, order: { status: 'voided', payment: { status: 'voided' } } },
    });
    expect(await shop.post(`/v1/orders/${placed.id}/refunds`)).toMatchObject({ status: 409, body: { code: 'not_captured' } });
    expect(await shop.mailsOf(placed.id)).toEqual([]);
  });
});

describe('a sale that is given back bit by bit', () => {
  let sale: Answer;
  const kept: Kept[] = [];
  let order: string;
  let salesBefore: Awaited<ReturnType<typeof salesToday>>;
  const refunds: Kept[] = [];
  const linkOf = (sku: string): string =>
    `${sale.body.downloads.find((download: { sku: string }) => download.sku === sku).url}/file`;

  beforeAll(async () => {
    salesBefore = await eventually('all earlier orders in the report', async () => {
      const sales = await salesToday();
      await new Promise((resolve) => setTimeout(resolve, 1_500));
      return JSON.stringify(await salesToday()) === JSON.stringify(sales) ? sales : undefined;
    });
    kept.push(await keep('/v1/orders', someOrder({ body: { items: [book, mugs, album] } })));
    sale = kept[0]?.answer as Answer;
    expect(sale).toMatchObject({ status: 201, body: { amounts: { subtotal: 5498, total: 6425 } } });
    order = sale.body.id;
  });

  it('says in the receipt whose it is, and that it was a test', async () => {
    const { text } = await shop.mailOf(order, /receipt/i);
    expect(text).toContain('Demo Shop');
    expect(text).toContain('support@demo-shop.example');
    expect(text).toContain('This was a test: no money moved.');
  });

  it('gives the book back by its line, with its tax and nothing of the shipping', async () => {
    refunds.push(await keep(`/v1/orders/${order}/refunds`, { lines: [{ line: 1, quantity: 1 }], reason: 'a page was missing' }));
    expect(refunds[0]?.answer).toMatchObject({
      status: 201,
      body: {
        kind: 'refund',
        status: 'succeeded',
        amount: 1999,
        lines: [{ line: 1, quantity: 1, goods: 1999, tax: 0 }],
        shipping: 0,
        reason: 'a page was missing',
        order: { status: 'partially_refunded', amounts: { refunded: 1999 } },
      },
    });
  });

  it('tells the customer of it', async () => {
    const { text } = await shop.mailOf(order, /refund/i);
    expect(text).toContain('19.99');
    expect(text).toContain('a page was missing');
  });

  it('ends the downloads of the book, and of nothing else', async () => {
    await eventually('the end of the book', async () =>
      (await shop.eventTypes(order)).includes('DownloadAccessRevoked') ? true : undefined,
    );
    const { body } = await shop.get(`/v1/orders/${order}`);
    expect(new Set(body.downloads.map(({ sku }: { sku: string }) => sku))).toEqual(new Set(['ALBUM-1']));
    expect((await shop.fetchLink(linkOf('EBOOK-1'))).status).toBe(410);
    expect((await shop.fetchLink(linkOf('ALBUM-1'))).status).toBe(200);
  });

  it('gives one mug back with its share of the tax, and then 3.33 of whatever is left', async () => {
    refunds.push(await keep(`/v1/orders/${order}/refunds`, { lines: [{ line: 2, quantity: 1 }] }));
    refunds.push(await keep(`/v1/orders/${order}/refunds`, { amount: 333 }));
    expect(refunds[1]?.answer.body).toMatchObject({
      status: 'succeeded',
      amount: 1300,
      lines: [{ line: 2, goods: 1250, tax: 50 }],
    });
    expect(refunds[2]?.answer.body).toMatchObject({ status: 'succeeded', amount: 333 });
  });

  it('M4: empties every line, the shipping and the tax with the last refund', async () => {
    refunds.push(await keep(`/v1/orders/${order}/refunds`, {}));
    expect(refunds[3]?.answer.body).toMatchObject({
      status: 'succeeded',
      amount: 6425 - 1999 - 1300 - 333,
      order: { status: 'refunded', payment: { status: 'refunded' }, amounts: { captured: 6425, refunded: 6425 } },
    });
    const bodies = refunds.map(({ answer }) => answer.body);
    const goodsOf = (line: number): number =>
      bodies
        .flatMap(({ lines }) => lines)
        .filter((one) => one.line === line)
        .reduce((sum, { goods }) => sum + goods, 0);
    expect([1, 2, 3].map(goodsOf)).toEqual([1999, 2500, 999]);
    expect(bodies.reduce((sum, { shipping }) => sum + shipping, 0)).toBe(795);
    const tax = bodies.reduce(
      (sum, { lines, shippingTax }) => lines.reduce((all: number, one: { tax: number }) => all + one.tax, sum + shippingTax),
      0,
    );
    expect(tax).toBe(132);
    expect(shop.booked(order, 'refunded').map(({ amount }) => amount)).toEqual(bodies.map(({ amount }) => amount));
  });

  it('refuses another one', async () => {
    expect(await shop.post(`/v1/orders/${order}/refunds`, { amount: 1 })).toMatchObject({
      status: 409,
      body: { code: 'already_refunded' },
    });
  });

  it('M6: shows in the day’s report as a sale and as refunds, in columns of their own', async () => {
    const added = await eventually('the refunds in the report', async () => {
      const now = await salesToday();
      return now.refundCount >= salesBefore.refundCount + refunds.length ? now : undefined;
    });
    expect({
      captured: added.captured - salesBefore.captured,
      refunded: added.refunded - salesBefore.refunded,
      refundedTax: added.refundedTax - salesBefore.refundedTax,
      refundedShipping: added.refundedShipping - salesBefore.refundedShipping,
    }).toEqual({ captured: 6425, refunded: 6425, refundedTax: 132, refundedShipping: 795 });
  });

  it('I6: answers the sale and every refund, repeated under its key, as it did then', async () => {
    for (const { path, body, key, answer } of [...kept, ...refunds]) {
      const again = await shop.post(path, body, key);
      expect([again.status, JSON.stringify(again.body)]).toEqual([answer.status, JSON.stringify(answer.body)]);
    }
  });

  it('tells all of it by timeline, and an audit has nothing to find', async () => {
    await eventually('the last mail', async () =>
      (await shop.eventTypes(order)).filter((type) => type === 'MailSent').length === 1 + refunds.length ? true : undefined,
    );
    const timeline = shop.tollgate('timeline', order);
    for (const type of ['PaymentCaptured', 'RefundRequested', 'PaymentRefunded', 'DownloadAccessRevoked', 'MailSent']) {
      expect(timeline).toContain(type);
    }
    expect(shop.audit()).not.toContain('✗');
    expect(shop.tollgate('verify')).toContain('✓');
    expect(shop.tollgate('parked')).toContain('nothing is parked');
  });
});

/** What the journal's entries of a day come to, as the report of the day has it. */
const bookedOf = (
  entries: readonly { readonly kind: string; readonly lines: readonly Record<'account' | 'debit' | 'credit', never>[] }[],
) => {
  const sum = (isRefund: boolean, account: RegExp): number =>
    entries
      .filter(({ kind }) => (kind === 'refund') === isRefund)
      .flatMap(({ lines }) => lines)
      .reduce((total, line) => (account.test(line.account) ? total + Math.abs(line.debit - line.credit) : total), 0);
  return {
    captured: sum(false, /^clearing:/),
    shipping: sum(false, /^shipping:/),
    tax: sum(false, /^tax:/),
    refunded: sum(true, /^clearing:/),
    refundedShipping: sum(true, /^returns:shipping/),
    refundedTax: sum(true, /^tax:/),
  };
};

describe('the journal of the day', () => {
  it('R1, M6: comes to the unit to what the report of the day says, and the file is whole', async () => {
    await shop.mailsAreSent();
    const today = new Date().toISOString().slice(0, 10);
    await eventually('the journal', async () => {
      const { status, body, headers } = await shop.get(`/v1/exports/json?from=${today}&to=${today}&currency=USD`);
      expect([status, headers['x-export-entries']]).toEqual([200, String(body.entries.length)]);
      expect(await salesToday()).toMatchObject(bookedOf(body.entries));
      return body.entries.length > 5 || undefined;
    });
  });
});
