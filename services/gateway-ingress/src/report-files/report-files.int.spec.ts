import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  type CustomersRequest,
  CustomersRequestSchema,
  CustomersResponseSchema,
  fromPublicId,
  requests,
} from '@tollgate/contracts';
import { DomainError } from '@tollgate/errors';
import { TestGateway } from '../testing/gateway.js';
import { orderWith } from '../testing/orders.js';
import { memberOf, type TestPerson } from '../testing/person.js';

const head = {
  'content-type': 'application/pdf',
  'content-disposition': 'attachment; filename="tax-test-2026-11-01-2026-11-30.pdf"',
  'x-export-entries': '12',
};
const days = 'from=2026-11-01&to=2026-11-30';

describe('the files of reports', () => {
  let gateway: TestGateway;
  let reporting: Server;
  let owner: TestPerson;
  let order: string;
  let customersAsked: CustomersRequest | undefined;

  const get = (path: string) => gateway.send('GET', `/v1/reports/${path}`);
  const asked = () => gateway.neighbors.exportsAsked.at(-1);

  beforeAll(async () => {
    gateway = await TestGateway.start();
    reporting = createServer((_request, response) => response.writeHead(200, head).end('%PDF-1.7'));
    await new Promise<void>((resolve) => reporting.listen(0, '127.0.0.1', resolve));
    owner = await memberOf(gateway, 'owner');
    const body = { ...orderWith('/customer/email', 'ann@example.com'), metadata: { fate: 'declined' } };
    const { json } = await gateway.send('POST', '/v1/orders', { body });
    order = fromPublicId('ord', json.id ?? json.order.id) ?? '';
    gateway.neighbors.answer(requests.customers, [CustomersRequestSchema, CustomersResponseSchema], (request) => {
      customersAsked = request;
      return { rows: [{ currency: 'USD', order, isNew: true, figures: { net: 500n } }], groups: [] };
    });
  });
  beforeEach(() => {
    gateway.neighbors.exportUrl = `http://127.0.0.1:${(reporting.address() as AddressInfo).port}/exports/1`;
  });
  afterAll(async () => {
    reporting.close();
    await gateway.stop();
  });

  it('are handed on, of the days, zone, moment, language and order that were asked for', async () => {
    const at = '2026-11-27T10:17:00Z';
    const query = `${days}&timeZone=America/New_York&currency=USD&language=de&sort=-net&at=${at}`;
    const { status, text, headers } = await get(`tax/files/pdf?${query}`);
    expect([status, text]).toEqual([200, '%PDF-1.7']);
    expect(headers).toMatchObject({ ...head, 'cache-control': 'no-store' });
    expect(asked()).toMatchObject({
      merchant: 'mer_demo',
      mode: 'test',
      report: 'tax',
      format: 'pdf',
      from: '2026-11-01',
      to: '2026-11-30',
      timeZone: 'America/New_York',
      currency: 'USD',
      language: 'de',
      sort: '-net',
      at,
    });
  });

  it('are of all currencies, in English and in UTC unless something else is asked for', async () => {
    await get(`sales/files/csv?${days}`);
    expect(asked()).toMatchObject({ currency: '', language: 'en', timeZone: 'UTC', sort: '', at: '' });
  });

  it('of customers have their names, until they are forgotten', async () => {
    expect((await get(`customers/files/xlsx?${days}&timeZone=America/New_York`)).status).toBe(200);
    expect(customersAsked).toMatchObject({ from: '2026-11-01T04:00:00.000Z', to: '2026-12-01T05:00:00.000Z', limit: 100 });
    const name = 'Ann Buyer';
    expect(asked()).toMatchObject({ report: 'customers', customers: [{ order, name: expect.any(String) }] });
    expect(asked()?.customers[0]?.name).toBe(name);
    const found = await gateway.send('GET', '/v1/customers?email=ann@example.com');
    const id = found.json.data[0].id;
    await gateway.send('POST', `/v1/customers/${id}/forget`, { body: { confirm: 'ann@example.com' } });
    await get(`customers/files/xlsx?${days}`);
    expect(asked()).toMatchObject({ customers: [{ order, name: '' }] });
  });

  it('of customers are for nobody who may not see customers', async () => {
    const person = await memberOf(gateway, 'accountant');
    const may = (await person.look()).json.stores[0].rights.includes('customers:read');
    const path = `stores/mer_demo/live/reports/customers/files/csv?${days}`;
    expect((await person.send('GET', path)).status).toBe(may ? 200 : 403);
    expect((await person.send('GET', `stores/mer_demo/live/reports/tax/files/csv?${days}`)).status).toBe(200);
  });

  it('S24: of all stores have those of the person, or one of them', async () => {
    expect((await owner.send('GET', `reports/live/stores/files/csv?${days}&currency=USD`)).status).toBe(200);
    expect(asked()).toMatchObject({ report: 'stores', mode: 'live', stores: [{ merchant: 'mer_demo', name: 'Demo Shop' }] });
    await owner.send('GET', `reports/live/stores/files/csv?${days}&store=mer_other`);
    expect(asked()).toMatchObject({ stores: [] });
  });

  it.each([
    [`nothing/files/csv?${days}`, 'no_file_of_report'],
    [`stores/files/csv?${days}`, 'no_file_of_report'],
    [`tax/files/iif?${days}`, 'format_not_of_reports'],
    [`customers/files/iif?${days}`, 'format_not_of_reports'],
    [`tax/files/csv?${days}&language=xx`, 'unknown_language'],
    [`tax/files/csv?${days}&currency=dollars`, 'unknown_currency'],
    [`tax/files/csv?${days}&sort=a;b`, 'unknown_column'],
    [`tax/files/csv?${days}&at=yesterday`, 'invalid_time'],
    ['tax/files/csv?from=2026-02-30&to=2026-11-30', 'invalid_date'],
    ['tax/files/csv?from=2024-01-01&to=2026-11-30', 'invalid_date_range'],
    [`customers/files/csv?${days}&timeZone=Mars/Olympus`, 'invalid_time_zone'],
  ])('are refused: %s with %s', async (path, code) => {
    const { status, json } = await get(path);
    expect([status, json.code]).toEqual([422, code]);
    expect(json.detail.length).toBeGreaterThan(10);
  });

  it.each(['unknown_column', 'too_many_lines', 'invalid_period', 'moment_too_busy'])(
    'hand on %s, and say what to do',
    async (code) => {
      gateway.neighbors.exportUrl = new DomainError(code, 'sort');
      const { status, json } = await get(`tax/files/csv?${days}`);
      expect([status, json.code, json.detail]).toEqual([422, code, expect.any(String)]);
    },
  );
});
