import { once } from 'node:events';
import { openService } from '@tollgate/service';
import { serviceOptions } from '../../app.module.js';
import { type TestAnswer, TestGateway } from '../../testing/gateway.js';
import { declinedCard, hiddenFields, PayPage, pay, typed, visa } from '../../testing/pay-page.js';

const shop = 'https://shop.example';
const fields = (origin: string) => `/fields?${new URLSearchParams({ origin })}`;

describe('a payment within a merchant’s page', () => {
  let gateway: TestGateway;
  beforeAll(async () => {
    gateway = await TestGateway.start();
  });
  afterAll(() => gateway.stop());

  const policyOf = ({ headers }: { readonly headers: object }) =>
    String((headers as Record<string, unknown>)['content-security-policy']);

  it('S19: stands within pages of the stated origin alone, and within none where none is stated', async () => {
    const page = await PayPage.open(gateway, { embedOrigins: [shop, 'https://other.example'] });
    const within = await page.get(fields(shop));
    expect([within.status, within.headers['x-frame-options'], within.text.includes(`data-within="${shop}"`)]).toEqual([
      200,
      undefined,
      true,
    ]);
    expect(policyOf(within)).toMatch(/form-action 'self'; base-uri 'none'; frame-ancestors https:\/\/shop\.example$/);
    const plain = await PayPage.open(gateway);
    for (const refused of [
      await page.get(fields('https://evil.example')),
      await page.get('/fields'),
      await plain.get(fields(shop)),
    ]) {
      expect([refused.status, refused.headers['x-frame-options']]).toEqual([404, 'DENY']);
      expect(policyOf(refused)).toMatch(/frame-ancestors 'none'$/);
      expect(refused.text).not.toContain('<form');
    }
    expect(policyOf(await page.get())).toMatch(/frame-ancestors 'none'$/);
  });

  it('P1: is paid once, there and on the page of its own, and tells that origin of its end with the signed way back', async () => {
    const page = await PayPage.open(gateway, { embedOrigins: [shop] });
    const first = hiddenFields(await page.get(fields(shop)));
    const quoted = await page.post({ ...typed, ...first, action: 'update' }, {}, undefined, fields(shop));
    const filled = { ...typed, ...hiddenFields(quoted), ...pay };
    const declined = await page.post({ ...filled, ...declinedCard }, {}, undefined, fields(shop));
    expect([declined.status, declined.text.includes('data-url')]).toEqual([402, false]);
    const again = { ...filled, ...hiddenFields(declined), ...visa };
    const answers = await Promise.all([page.post(again, {}, undefined, fields(shop)), page.post(again)]);
    expect(answers.map(({ status }) => status)).toEqual([303, 303]);
    expect(answers[0]?.headers.location).toBe(`${page.path}${fields(shop)}`);
    const { order } = await page.session();
    const done = await page.get(fields(shop));
    expect(done.text).toMatch(
      new RegExp(
        `data-session="${page.id}" data-order="${order}" data-status="paid" data-url="https://shop.example/thanks[^"]+signature=v1`,
      ),
    );
    expect(await page.orderCount()).toBe(2);
  });

  it('keeps nothing of what was told of the customer once it is paid, though nobody opens the page after', async () => {
    const page = await PayPage.open(gateway, { embedOrigins: [shop], customer: { email: 'kim@example.com' } });
    const sealed = async () =>
      (
        await gateway.query<{ isKept: boolean }>(
          `SELECT sealed_customer IS NOT NULL AS "isKept" FROM gateway_ingress.checkout_sessions WHERE id = '${page.uuid}'`,
        )
      )[0]?.isKept;
    const filled = await page.filledIn();
    expect(await sealed()).toBe(true);
    await page.post({ ...filled, ...visa, ...pay });
    expect(await sealed()).toBe(false);
  });

  it('leads on out of the frame, and tells that origin so, where the order is held', async () => {
    const page = await PayPage.open(gateway, { embedOrigins: [shop], metadata: { fate: 'held' } });
    const paid = await page.post({ ...(await page.filledIn()), ...visa, ...pay }, {}, undefined, fields(shop));
    expect([paid.status, paid.headers.location]).toEqual([303, `${page.path}${fields(shop)}`]);
    const { order } = await page.session();
    const { text } = await page.get(fields(shop));
    expect(text).toMatch(
      new RegExp(
        `data-poll="yes" data-session="${page.id}" data-order="${order}" data-status="processing" data-url="https://shop.example/thanks[^"]+signature=v1`,
      ),
    );
    expect(text).toContain(`href="${page.path}/return" target="_top"`);
    expect((await page.get()).text).not.toMatch(/data-url|_top/);
  });

  /** Whoever has it within their page has the customer read it, and load the page once more, which asks who may have it. */
  const expectHarmless = (answers: readonly TestAnswer[]): void => {
    for (const answer of answers) {
      expect(policyOf(answer)).toMatch(/frame-ancestors \*$/);
      expect(answer.headers['x-frame-options']).toBeUndefined();
      expect(answer.text).toContain('<h1>');
      expect(answer.text.replace(/<script>.*<\/script>/s, '')).not.toMatch(/<form|<input|<main |<a (?!class="button" href="">)/);
    }
  };

  it('says within the frame, too, what it refuses before any session is known, by a page on which nothing can be done', async () => {
    const page = await PayPage.open(gateway, { embedOrigins: [shop] });
    const refused = await gateway.send('POST', `${page.path}${fields(shop)}`, {
      key: '',
      body: '<a>',
      headers: { 'content-type': 'text/xml' },
    });
    gateway.postgresProxy.freeze();
    const silent = await page.get(fields(shop)).finally(() => gateway.postgresProxy.pass());
    expect([refused.status, silent.status]).toEqual([415, 503]);
    expectHarmless([refused, silent]);
    expect([refused, silent].map(({ text }) => text.includes('href=""'))).toEqual([false, true]);
  });

  it('has the customer try again, within the frame, where too many ask at once', async () => {
    const page = await PayPage.open(gateway, { embedOrigins: [shop] });
    const limits = { TOLLGATE_API_MAX_REQUESTS_PER_SECOND_PER_ADDRESS: '1', TOLLGATE_API_MAX_CONNECTIONS: '1' };
    const replica = await openService({ ...serviceOptions, environment: { ...gateway.environment, ...limits } });
    try {
      // biome-ignore lint/suspicious/noExplicitAny: Nest's type of a context has no server
      const server = (replica.app as any).getHttpServer();
      const { port } = server.address();
      const look = () =>
        gateway.send('GET', `${page.path}${fields(shop)}`, { key: '', port, headers: { 'accept-language': 'de' } });
      gateway.postgresProxy.freeze();
      const begun = once(server, 'request');
      const waiting = look();
      await begun;
      const crowded = await look();
      const slow = await waiting.finally(() => gateway.postgresProxy.pass());
      let hasty = await look();
      for (let count = 0; count < 100 && hasty.status !== 429; count += 1) hasty = await look();
      const refused = [slow, crowded, hasty];
      expect(refused.map(({ status, headers }) => [status, headers['retry-after']])).toEqual([
        [503, '1'],
        [503, '1'],
        [429, '1'],
      ]);
      expectHarmless(refused);
      for (const { text } of refused) expect(text).toContain('<a class="button" href="">Erneut versuchen</a>');
    } finally {
      await replica.stop();
    }
  });

  it('is included by a script of ours, which says whom it listens to', async () => {
    const { status, headers, text } = await gateway.send('GET', '/pay/fields.js', { key: '' });
    expect([status, headers['content-type']]).toEqual([200, 'text/javascript; charset=utf-8']);
    expect(text).toContain('origin !== own || source !== frame.contentWindow');
    expect(text).toContain('data.status === told');
  });

  it.each([
    ['https://shop.example/', 'invalid_origin'],
    ['https://a;script-src', 'invalid_origin'],
    ['*', 'invalid_origin'],
    ['http://shop.example', 'https_required'],
  ])('is refused for %s', async (origin, code) => {
    const { status, json } = await gateway.send('POST', '/v1/checkout-sessions', {
      body: { ...PayPage.body(), embedOrigins: [origin] },
    });
    expect([status, json.code, json.field]).toEqual([422, code, '/embedOrigins/0']);
  });
});
