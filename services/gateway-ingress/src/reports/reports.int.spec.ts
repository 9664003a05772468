import {
  CustomersRequestSchema,
  CustomersResponseSchema,
  fromPublicId,
  type ReportEventsRequest,
  ReportEventsRequestSchema,
  ReportEventsResponseSchema,
  requests,
  type SettlementRequest,
  SettlementRequestSchema,
  SettlementResponseSchema,
} from '@tollgate/contracts';
import { DomainError } from '@tollgate/errors';
import { TestGateway } from '../testing/gateway.js';
import { orderWith } from '../testing/orders.js';
import { customersReportAnswerSchema } from './customers-report.schema.js';
import { reportEventsAnswerSchema } from './report-events.schema.js';
import { settlementAnswerSchema } from './settlement.schema.js';

const time = 'from=2026-11-01T00:00:00Z&to=2026-12-01T00:00:00Z';
const event = '01890a5d-ac96-7000-8000-0000000000e1';

describe('reports', () => {
  let gateway: TestGateway;
  let order: string;
  let customerOrders: readonly string[] = [];
  let settlementAsked: SettlementRequest | undefined;
  let eventsAsked: ReportEventsRequest | undefined;
  let isRefused = false;

  const get = (path: string) => gateway.send('GET', `/v1/reports/${path}`);

  beforeAll(async () => {
    gateway = await TestGateway.start();
    const body = { ...orderWith('/customer/email', 'ann@example.com'), metadata: { fate: 'declined' } };
    const { json } = await gateway.send('POST', '/v1/orders', { body });
    order = json.id ?? json.order.id;
    gateway.neighbors.answer(requests.settlement, [SettlementRequestSchema, SettlementResponseSchema], (request) => {
      settlementAsked = request;
      return {
        rows: [{ currency: 'USD', label: '2026-11-23', begin: '2026-11-23T05:00:00.000Z', processor: 'stripe', net: -5n }],
      };
    });
    gateway.neighbors.answer(requests.customers, [CustomersRequestSchema, CustomersResponseSchema], () => ({
      rows: customerOrders.map((one) => ({ currency: 'USD', order: one, isNew: true, figures: { orders: 1n, net: 500n } })),
      groups: [{ currency: 'USD', kind: 'new', customers: 1n, figures: { orders: 1n, net: 500n } }],
    }));
    gateway.neighbors.answer(requests.reportEvents, [ReportEventsRequestSchema, ReportEventsResponseSchema], (request) => {
      eventsAsked = request;
      if (isRefused) throw new DomainError('invalid_figure');
      const found = { id: event, type: 'PaymentCaptured', order: event, occurredAt: '2026-11-23T05:00:00.000Z', amount: 500n };
      return { events: [found], nextCursor: 'bmV4dA' };
    });
  });
  afterAll(() => gateway.stop());

  it('tell what went through each processor, in the zone and as of the moment that were asked for', async () => {
    const at = '2026-11-27T10:17:00Z';
    const { status, json } = await get(`settlement?${time}&timeZone=America/New_York&bucket=month&at=${at}&currency=USD`);
    expect(status).toBe(200);
    expect(settlementAnswerSchema.parse(json).data).toMatchObject([{ processor: 'stripe', captures: 0, net: -5 }]);
    expect(settlementAsked).toMatchObject({
      merchant: 'mer_demo',
      mode: 'test',
      timeZone: 'America/New_York',
      bucket: 'month',
      at,
      currency: 'USD',
    });
  });

  it('name customers, and lead to what a figure of theirs is made of', async () => {
    customerOrders = [fromPublicId('ord', order) ?? ''];
    const { json } = await get(`customers?${time}`);
    const [row] = customersReportAnswerSchema.parse(json).data;
    expect(row).toMatchObject({ order, email: 'ann@example.com', isNew: true, orders: 1, net: 500 });
    expect((await gateway.send('GET', `/v1/customers/${row?.id}`)).json).toMatchObject({ email: 'ann@example.com' });
    const listed = await get(`customer/events?${time}&currency=USD&figure=net&key=${order}`);
    expect(reportEventsAnswerSchema.parse(listed.json)).toEqual({
      data: [
        {
          id: 'evt_01890a5dac96700080000000000000e1',
          type: 'PaymentCaptured',
          order: 'ord_01890a5dac96700080000000000000e1',
          reference: null,
          occurredAt: '2026-11-23T05:00:00.000Z',
          amount: 500,
        },
      ],
      nextCursor: 'bmV4dA',
    });
    expect(eventsAsked).toMatchObject({
      report: 'customer',
      figure: 'net',
      of: [expect.stringMatching(/^[0-9a-f]{64}$/)],
      limit: 50,
    });
  });

  it('count whoever was forgotten, without a name, and lead to no order of theirs', async () => {
    customerOrders = [fromPublicId('ord', order) ?? ''];
    const { id } = (await get(`customers?${time}`)).json.data[0];
    const forgotten = await gateway.send('POST', `/v1/customers/${id}/forget`, { body: { confirm: 'ann@example.com' } });
    expect(forgotten.status).toBe(200);
    const [row] = customersReportAnswerSchema.parse((await get(`customers?${time}`)).json).data;
    expect(row).toMatchObject({ id: null, name: null, email: null, net: 500 });
    expect((await get(`customer/events?${time}&currency=USD&figure=net&key=${order}`)).status).toBe(404);
  });

  it('ask for the row of a tax by jurisdiction, name and rate', async () => {
    await get(`tax/events?${time}&currency=USD&figure=tax&key=US-NY&detail=New%20York&rate=0.0400&limit=7`);
    expect(eventsAsked).toMatchObject({ report: 'tax', of: ['US-NY', 'New York', '40000'], limit: 7, cursor: '' });
  });

  it.each([
    [`nothing/events?${time}&currency=USD&figure=net`, 'unknown_report'],
    [`figures/events?${time}&currency=usd&figure=net`, 'unknown_currency'],
    [`figures?${time}&currency=usd`, 'unknown_currency'],
    [`breakdown?${time}&by=tax&currency=XYZ`, 'unknown_currency'],
    [`settlement?${time}&currency=USD&currency=EUR`, 'invalid_type'],
    [`figures?${time}&bucket=year`, 'invalid_bucket'],
    [`figures/events?${time}&currency=USD&figure=net;x`, 'invalid_figure'],
    [`tax/events?${time}&currency=USD&figure=tax&key=x&rate=4`, 'invalid_rate'],
    [`figures/events?${time}&currency=USD&figure=net&at=yesterday`, 'invalid_time'],
  ])('refuse %s with %s', async (path, code) => {
    const { status, json } = await get(path);
    expect([status, json.code]).toEqual([422, code]);
    expect(json.detail.length).toBeGreaterThan(10);
  });

  it('hand on what reporting refuses, with an explanation', async () => {
    isRefused = true;
    const { status, json } = await get(`tax/events?${time}&currency=USD&figure=captured`);
    isRefused = false;
    expect([status, json.code]).toEqual([422, 'invalid_figure']);
  });
});
