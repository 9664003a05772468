import { TestGateway } from '../testing/gateway.js';
import { sampleOrder } from '../testing/orders.js';
import { reissueAnswerSchema } from './reissue.schema.js';

describe('new links for an order’s downloads', () => {
  let gateway: TestGateway;
  beforeAll(async () => {
    gateway = await TestGateway.start();
  });
  afterAll(() => gateway.stop());

  const place = async (): Promise<{ id: string; url: string }> => {
    const { json } = await gateway.send('POST', '/v1/orders', { body: sampleOrder() });
    return { id: json.id, url: json.downloads[0].url };
  };
  const reissue = (id: string, body: object = {}, headers: Record<string, string> = {}) =>
    gateway.send('POST', `/v1/orders/${id}/downloads/reissue`, { body, headers });

  it('are other ones, and the order shows them from then on', async () => {
    const { id, url } = await place();
    const { status, json } = await reissue(id);
    expect(status).toBe(201);
    const answer = reissueAnswerSchema.parse(json);
    expect(answer).toMatchObject({ order: id, status: 'succeeded', downloads: [{ expiresAt: '2026-12-26T12:00:00.000Z' }] });
    expect(answer.downloads[0]?.url).not.toBe(url);
    expect((await gateway.send('GET', `/v1/orders/${id}`)).json.downloads).toEqual(answer.downloads);
    const { json: events } = await gateway.send('GET', `/v1/orders/${id}/events?limit=100`);
    expect(events.data.map(({ type }: { type: string }) => type)).toEqual(
      expect.arrayContaining(['DownloadsReissueRequested', 'DownloadsReissued']),
    );
  });

  it('I6: are issued once for a key, also after further ones', async () => {
    const { id } = await place();
    const first = await reissue(id, {}, { 'idempotency-key': 'once' });
    await reissue(id);
    const again = await reissue(id, {}, { 'idempotency-key': 'once' });
    expect([again.status, again.text]).toEqual([first.status, first.text]);
    const other = await reissue(id, { lines: [1] }, { 'idempotency-key': 'once' });
    expect([other.status, other.json.code]).toEqual([422, 'idempotency_key_reused']);
  });

  it('are refused by stable codes, and nothing is recorded then', async () => {
    const { id } = await place();
    const codeOf = async (body: object) => {
      const { status, json } = await reissue(id, body);
      return [status, json.code, json.field];
    };
    expect(await codeOf({ lines: [99] })).toEqual([422, 'unknown_line', '/lines/0']);
    expect((await reissue(id, { lines: ['1'] })).status).toBe(422);
    for (const _ of [1, 2, 3]) expect((await reissue(id)).status).toBe(201);
    expect((await codeOf({})).slice(0, 2)).toEqual([409, 'reissue_limit']);
    expect((await reissue('ord_01890a5dac96774bbcceb302099a8057')).status).toBe(404);
    const { json } = await gateway.send('POST', '/v1/orders', { body: { ...sampleOrder(), type: 'preauth' } });
    expect((await reissue(json.id)).json.code).toBe('nothing_to_reissue');
    const { json: events } = await gateway.send('GET', `/v1/orders/${id}/events?limit=100`);
    expect(events.data.filter(({ type }: { type: string }) => type === 'DownloadsReissueRequested')).toHaveLength(3);
  });

  it('of a refunded order are refused', async () => {
    const { id } = await place();
    await gateway.send('POST', `/v1/orders/${id}/refunds`, { body: {} });
    const { status, json } = await reissue(id);
    expect([status, json.code]).toEqual([409, 'downloads_revoked']);
  });
});
