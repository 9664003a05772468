import { createHash, randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { request } from 'node:https';
import { jest } from '@jest/globals';
import { eventually } from '@tollgate/testing';
import { someOrder } from '../load/orders.ts';
import { type Answer, callApi } from '../load/place.ts';
import { type RunningStack, startStack } from '../stack.ts';
import { tollgate as tollgateOf } from '../tollgate-cli.ts';

jest.setTimeout(240_000);

interface Fetched {
  readonly status: number;
  readonly bytes: Buffer;
}

describe('one order, from the call to the closed link', () => {
  let stack: RunningStack;
  let placed: Answer;
  const traceId = randomUUID().replaceAll('-', '');
  const demo = () => stack.demo();

  /** A connection of its own for each file, closed when all has arrived, as a browser or curl does. */
  const fetchLink = (url: string): Promise<Fetched> =>
    new Promise((resolve, reject) => {
      request(url, { ca: readFileSync(demo().caFile), agent: false }, (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () => resolve({ status: response.statusCode ?? 0, bytes: Buffer.concat(chunks) }));
      })
        .on('error', reject)
        .end();
    });
  const tollgate = (...args: readonly string[]): string => tollgateOf(stack.dataDir, ...args);

  beforeAll(async () => {
    stack = await startStack();
    placed = await callApi(demo(), {
      method: 'POST',
      path: '/v1/orders',
      body: someOrder({ card: '4111111111111111' }),
      headers: { 'idempotency-key': 'first-order', traceparent: `00-${traceId}-00f067aa0ba902b7-01` },
    });
  });
  afterAll(() => stack?.stop());

  it('is approved, with the amounts of the sample order and a link to the book', () => {
    expect(placed).toMatchObject({
      status: 201,
      body: {
        id: expect.stringMatching(/^ord_[0-9a-f]{32}$/),
        status: 'approved',
        type: 'sale',
        amounts: { subtotal: 4499, shipping: 795, tax: 132, total: 5426 },
        taxLines: [{ jurisdiction: 'US-NY', rate: '0.0400', taxable: 3295, amount: 132 }],
        fraud: { decision: 'accept' },
        payment: { status: 'captured', brand: 'visa', last4: '1111', avs: 'Y', cvc: 'M' },
        downloads: [
          { sku: 'EBOOK-1', size: expect.any(Number), sha256: expect.any(String), url: expect.stringContaining('/d/') },
        ],
      },
    });
  });

  it('I6: is answered the same, to the byte, when the request is repeated', async () => {
    const order = someOrder();
    const place = () =>
      callApi(demo(), { method: 'POST', path: '/v1/orders', body: order, headers: { 'idempotency-key': 'repeated' } });
    const [first, second] = [await place(), await place()];
    expect(second.status).toBe(201);
    expect(JSON.stringify(second.body)).toBe(JSON.stringify(first.body));
  });

  it('sends one receipt, with links that work', async () => {
    const list = async () => {
      const answer = await fetch(`${demo().mailUrl}/api/v1/messages?limit=50`);
      const { messages } = (await answer.json()) as { messages: { ID: string; To: { Address: string }[]; MessageID: string }[] };
      const own = messages.filter(({ MessageID }) => MessageID.replaceAll('-', '').includes(placed.body.id.slice(4)));
      return own.length > 0 ? own : undefined;
    };
    const mails = await eventually('the mails', list);
    expect(mails).toHaveLength(1);
    const { Text, HTML } = (await (await fetch(`${demo().mailUrl}/api/v1/message/${mails[0]?.ID}`)).json()) as {
      Text: string;
      HTML: string;
    };
    for (const body of [Text, HTML]) {
      expect(body).toContain('54.26');
      expect(body).toContain('The Book');
    }
    const link = /https:\/\/\S+\/d\/[\w-]+/.exec(Text)?.[0] ?? '';
    expect(link).toBe(placed.body.downloads[0].url);
    const page = await fetchLink(link);
    expect(page.status).toBe(200);
    expect(page.bytes.toString()).toContain(`${new URL(link).pathname}/file`);
  });

  it('I10: hands the book out once, whole, and answers 410 afterwards', async () => {
    const [{ fileUrl, sha256, size }] = placed.body.downloads;
    const { status, bytes } = await fetchLink(fileUrl);
    expect(status).toBe(200);
    expect(bytes).toHaveLength(size);
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(sha256);
    const again = await eventually('the access to be closed', async () => {
      const answer = await fetchLink(fileUrl);
      return answer.status === 410 ? answer : undefined;
    });
    expect(['already_downloaded', 'access_closed']).toContain(JSON.parse(again.bytes.toString()).code);
  });

  it('tells every step by timeline', async () => {
    const timeline = await eventually('the timeline', async () => {
      const text = tollgate('timeline', placed.body.id);
      return text.includes('DownloadAccessClosed') && text.includes('MailSent') ? text : undefined;
    });
    for (const type of [
      'OrderPlaced',
      'OrderPriced',
      'FraudAssessed',
      'AuthorizationRequested',
      'PaymentAuthorized',
      'PaymentCaptured',
      'DownloadsGranted',
      'DownloadStarted',
      'DownloadCompleted',
    ]) {
      expect(timeline).toContain(type);
    }
  });

  it('is one trace over seven services', async () => {
    const services = await eventually('the trace', async () => {
      const answer = await fetch(`${demo().tracesUrl}/api/traces/${traceId}`);
      if (!answer.ok) return undefined;
      const { spans } = (await answer.json()) as { spans: { service: string }[] };
      const names = new Set(spans.map(({ service }) => service));
      return names.size >= 7 ? names : undefined;
    });
    expect([...services].sort()).toEqual([
      'authorization',
      'esd-delivery',
      'fraud',
      'gateway-ingress',
      'notifications',
      'reporting',
      'tax-shipping',
    ]);
  });

  it('shows in the sales of the day', async () => {
    const today = new Date().toISOString().slice(0, 10);
    const sales = await eventually('the sales', async () => {
      const { body } = await callApi(demo(), { method: 'GET', path: `/v1/reports/sales?from=${today}&to=${today}` });
      return body.data?.[0]?.orderCount >= 2 ? body.data[0] : undefined;
    });
    expect(sales).toMatchObject({ currency: 'USD', captured: sales.orderCount * 5426 });
  });

  it('I13: leaves a log that verifies, and an audit without a finding', () => {
    expect(tollgate('verify')).toContain('✓');
    expect(tollgate('audit')).not.toContain('✗');
  });
});
