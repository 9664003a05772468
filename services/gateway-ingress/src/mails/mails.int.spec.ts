import { create, encode, ListMailTriesResponseSchema, requests } from '@tollgate/contracts';
import { TestGateway } from '../testing/gateway.js';
import { sampleOrder } from '../testing/orders.js';
import { mailAnswerSchema } from './mail.schema.js';

describe('mails that a merchant asks for', () => {
  let gateway: TestGateway;
  beforeAll(async () => {
    gateway = await TestGateway.start();
  });
  afterAll(() => gateway.stop());

  const place = async (type = 'sale'): Promise<string> => {
    const { json } = await gateway.send('POST', '/v1/orders', { body: { ...sampleOrder(), type } });
    return json.id;
  };
  const ask = (id: string, body: object = {}, headers: Record<string, string> = {}) =>
    gateway.send('POST', `/v1/orders/${id}/mails`, { body, headers });
  const list = async (id: string) => (await gateway.send('GET', `/v1/orders/${id}/mails`)).json.data;
  const requested = () => gateway.query<{ data: Buffer }>("select data from order_log.events where type = 'MailRequested'");

  it('E2: are taken, listed beside the receipt that the order called for itself, and shown with the order', async () => {
    const id = await place();
    const { status, json, headers } = await ask(id);
    expect(status).toBe(202);
    expect(headers.location).toBe(`/v1/orders/${id}/mails`);
    expect(mailAnswerSchema.parse(json)).toMatchObject({ order: id, kind: 'receipt', recipient: 'customer', status: 'pending' });
    const mails = await list(id);
    expect(mails).toMatchObject([
      { id: json.id, status: 'pending' },
      { kind: 'receipt', operation: json.operation },
    ]);
    expect((await gateway.send('GET', `/v1/orders/${id}`)).json.mails).toEqual(mails);
  });

  it('I6: are one for each Idempotency-Key, answered alike whatever became of them', async () => {
    const id = await place();
    const headers = { 'idempotency-key': 'mail-1' };
    const [first, again] = [await ask(id, { to: 'bob@example.com' }, headers), await ask(id, { to: 'bob@example.com' }, headers)];
    expect(again.json).toEqual(first.json);
    expect(first.json).toMatchObject({ recipient: 'other' });
    expect(await list(id)).toHaveLength(2);
    const other = await ask(id, { to: 'eve@example.com' }, headers);
    expect([other.status, other.json.code]).toEqual([422, 'idempotency_key_reused']);
  });

  it('I6: are one where the same key comes five times at once', async () => {
    const id = await place();
    const answers = await Promise.all(Array.from({ length: 5 }, () => ask(id, {}, { 'idempotency-key': 'mail-5' })));
    expect(new Set(answers.filter(({ status }) => status === 202).map(({ json }) => json.id)).size).toBe(1);
    expect(await list(id)).toHaveLength(2);
  });

  it('keep the address sealed, in the log and in what is shown of it', async () => {
    const id = await place();
    await ask(id, { to: 'secret-name@example.com' });
    const shown = await gateway.send('GET', `/v1/orders/${id}/events`);
    const stored = (await requested()).map(({ data }) => data.toString()).join();
    expect(`${shown.text} ${stored}`).not.toContain('secret-name');
    expect(shown.text).toContain('MailRequested');
    expect(shown.text).not.toContain('sealedRecipient');
  });

  it.each([
    ['preauth', {}, 409, 'nothing_to_mail', undefined],
    ['sale', { kind: 'refund' }, 409, 'nothing_to_mail', undefined],
    ['sale', { operation: 'cap_01890a5dac96774bbcceb302099a8057' }, 422, 'unknown_operation', '/operation'],
    ['sale', { to: 'ann@example.com\r\nBcc: all@example.com' }, 422, 'invalid_characters', '/to'],
    ['sale', { to: 'nobody' }, 422, 'invalid_email', '/to'],
    ['sale', { kind: 'invoice' }, 422, undefined, '/kind'],
    ['sale', { cc: 'ann@example.com' }, 422, 'unknown_field', '/cc'],
  ])('are refused for a %s with %j: %d %s', async (type, body, status, code, field) => {
    const id = await place(type);
    const before = await gateway.stored();
    const answer = await ask(id, body);
    expect([answer.status, answer.json.field]).toEqual([status, field]);
    if (code !== undefined) expect(answer.json.code).toBe(code);
    expect(await gateway.stored()).toEqual(before);
  });

  it('are refused once the customer was forgotten', async () => {
    const id = await place();
    await gateway.query('delete from order_log.order_key');
    expect((await ask(id)).json).toMatchObject({ status: 409, code: 'customer_forgotten' });
  });

  it('S1: of another merchant’s order are not found', async () => {
    const id = await place();
    const key = `tgk_test_${'b'.repeat(43)}`;
    await gateway.giveKey('mer_other', key);
    const asked = await gateway.send('POST', `/v1/orders/${id}/mails`, { body: {}, key });
    expect([asked.status, (await gateway.send('GET', `/v1/orders/${id}/mails`, { key })).status]).toEqual([404, 404]);
  });

  it('are listed with what the mail server said, where notifications tells it', async () => {
    const id = await place();
    const [{ operation }] = await list(id);
    const uuid = operation.replace('cap_', '').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
    const { connection } = gateway.service.runtime.bus;
    const tries = {
      kind: 'receipt',
      operation: uuid,
      count: 4,
      replyCode: 451,
      status: '4.7.1',
      nextAt: '2026-11-26T12:00:00.000Z',
    };
    const subscription = connection.subscribe(requests.listMailTries, {
      callback: (_, message) => {
        message.respond(encode(ListMailTriesResponseSchema, create(ListMailTriesResponseSchema, { mails: [tries] })));
      },
    });
    await connection.flush();
    expect(await list(id)).toMatchObject([
      { status: 'pending', tries: 4, replyCode: 451, smtpStatus: '4.7.1', nextTryAt: '2026-11-26T12:00:00.000Z' },
    ]);
    subscription.unsubscribe();
  });
});
