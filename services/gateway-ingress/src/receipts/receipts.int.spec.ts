import { createHash, randomUUID } from 'node:crypto';
import { TestGateway } from '../testing/gateway.js';
import { memberOf, type TestPerson } from '../testing/person.js';

const sha256Of = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');

describe('the design of receipts', () => {
  let gateway: TestGateway;
  let person: TestPerson & { readonly email: string };
  beforeAll(async () => {
    gateway = await TestGateway.start();
    person = await memberOf(gateway, 'manager');
  });
  afterAll(() => gateway.stop());

  const preview = (body: object) => gateway.send('POST', '/v1/receipt-previews', { body });
  const test = (body: object, headers: Record<string, string> = {}) =>
    person.send('POST', `stores/${gateway.merchant}/test/receipt-test-mails`, { body, headers });
  const mails = () => gateway.neighbors.receipts.testMails;

  it('is shown by a preview, of a made-up order or of one that is named', async () => {
    const order = `ord_${randomUUID().replaceAll('-', '')}`;
    const answer = await preview({ settings: { shopName: 'Lamps' }, language: 'de', kind: 'refund', order });
    expect([answer.status, answer.json]).toEqual([200, { subject: 'A subject', html: '<p>Lamps</p>', text: 'Lamps' }]);
    expect(gateway.neighbors.receipts.drafts.at(-1)).toMatchObject({
      merchant: gateway.merchant,
      mode: 'test',
      document: '{"shopName":"Lamps"}',
      language: 'de',
      kind: 'refund',
      order: expect.stringMatching(/^[0-9a-f-]{36}$/),
    });
    expect((await preview({ settings: {} })).status).toBe(200);
    expect(gateway.neighbors.receipts.drafts.at(-1)).toMatchObject({ language: '', kind: 'receipt', order: '' });
  });

  it('says what is wrong, and where in the body', async () => {
    expect((await preview({ settings: { accentColor: 'red' } })).json).toMatchObject({
      status: 422,
      code: 'invalid_settings',
      field: '/settings/accentColor',
    });
    expect((await preview({ settings: {}, order: 'ord_1' })).json).toMatchObject({ status: 404, code: 'not_found' });
    expect((await preview({ settings: {}, language: 'xx' })).json).toMatchObject({ status: 422, code: 'invalid_value' });
    expect((await preview({})).json).toMatchObject({ status: 422, code: 'required', field: '/settings' });
  });

  it('is mailed to who asks, once for each Idempotency-Key', async () => {
    const key = { 'idempotency-key': randomUUID() };
    const before = mails().length;
    for (let time = 0; time < 2; time += 1) {
      const { status, json } = await test({ settings: { shopName: 'Lamps' } }, key);
      expect([status, json]).toEqual([202, { to: person.email }]);
    }
    expect(mails()).toHaveLength(before + 1);
    expect(mails().at(-1)).toMatchObject({
      email: person.email,
      draft: { merchant: gateway.merchant, document: '{"shopName":"Lamps"}' },
    });
  });

  it('is mailed ten times an hour to one person, and a draft that was refused does not count', async () => {
    person = await memberOf(gateway, 'manager');
    for (let time = 0; time < 3; time += 1) expect((await test({ settings: { accentColor: 'red' } })).status).toBe(422);
    for (let time = 0; time < 10; time += 1) expect((await test({ settings: {} })).status).toBe(202);
    const { status, json, headers } = await test({ settings: {} });
    expect([status, json.code, headers['retry-after']]).toEqual([429, 'too_many_test_mails', '3600']);
    expect(json.detail).toContain('hour');
  });

  it('is mailed to who sends one now and then, however many of them there have been', async () => {
    person = await memberOf(gateway, 'manager');
    for (let time = 0; time < 13; time += 1) {
      await gateway.query(`UPDATE gateway_ingress.attempts SET last_at = last_at - interval '50 minutes'`);
      expect((await test({ settings: {} })).status).toBe(202);
    }
  });

  it('goes to nobody by a key, and not with a card number', async () => {
    person = await memberOf(gateway, 'manager');
    expect((await gateway.send('POST', '/v1/receipt-test-mails', { body: { settings: {} } })).status).toBe(404);
    const { json } = await test({ settings: { footer: 'pay to 4111 1111 1111 1111' } });
    expect(json).toMatchObject({ status: 422, code: 'card_number_in_text', field: '/settings/footer' });
  });

  it('has logos that come back as they were sent, and can run nothing', async () => {
    const bytes = Buffer.from('an image, says notifications');
    const path = `/v1/receipt-logos/${sha256Of(bytes)}`;
    const put = await gateway.send('PUT', path, { body: bytes, headers: { 'content-type': 'image/png' } });
    expect([put.status, put.json]).toEqual([201, { sha256: sha256Of(bytes), type: 'image/png', width: 300, height: 100 }]);
    const { status, text, headers } = await gateway.send('GET', path);
    expect([status, text]).toEqual([200, bytes.toString()]);
    expect(headers).toMatchObject({
      'content-type': 'image/png',
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; sandbox",
    });
  });

  it('refuses a logo that is another one, is too large, or is none', async () => {
    const put = (bytes: Buffer, sha256 = sha256Of(bytes)) => gateway.send('PUT', `/v1/receipt-logos/${sha256}`, { body: bytes });
    expect((await put(Buffer.from('x'), 'ab'.repeat(32))).json).toMatchObject({ status: 422, code: 'checksum_mismatch' });
    expect((await put(Buffer.alloc(262_145))).json).toMatchObject({ status: 422, code: 'logo_too_large' });
    expect((await put(Buffer.from('none'))).json).toMatchObject({
      status: 422,
      code: 'not_an_image',
      detail: expect.stringContaining('PNG'),
    });
    expect((await put(Buffer.from('x'), 'x')).json).toMatchObject({ status: 422, code: 'invalid_checksum' });
  });
});
