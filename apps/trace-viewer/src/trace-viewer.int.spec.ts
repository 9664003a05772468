import { gzipSync } from 'node:zlib';
import { startTraceViewer, type TraceViewer } from './trace-viewer.js';

const trace = 'a'.repeat(32);

interface ReportedSpan {
  readonly service: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly traceId?: string;
}

const exportOf = ({ service, spanId, parentSpanId = '', traceId = trace }: ReportedSpan) => ({
  resourceSpans: [
    {
      resource: { attributes: [{ key: 'service.name', value: { stringValue: service } }] },
      scopeSpans: [
        {
          spans: [
            {
              traceId,
              spanId,
              parentSpanId,
              name: `<${service}>`,
              startTimeUnixNano: '1700000000000000000',
              endTimeUnixNano: '1700000000012500000',
              attributes: [{ key: 'order.id', value: { stringValue: 'ord_1' } }],
            },
          ],
        },
      ],
    },
  ],
});

describe('the trace viewer', () => {
  let viewer: TraceViewer;
  beforeAll(async () => {
    viewer = await startTraceViewer(0);
    await post(JSON.stringify(exportOf({ service: 'fraud', spanId: 'b'.repeat(16), parentSpanId: 'c'.repeat(16) })));
    await post(gzipSync(JSON.stringify(exportOf({ service: 'gateway-ingress', spanId: 'c'.repeat(16) }))), {
      'content-encoding': 'gzip',
    });
  });
  afterAll(() => viewer.stop());

  it('joins what several services reported of one trace', async () => {
    const whole = JSON.parse(await (await fetch(`${viewer.url}/api/traces/${trace}`)).text());
    expect(whole).toMatchObject({
      name: '<gateway-ingress>',
      services: ['fraud', 'gateway-ingress'],
      spanCount: 2,
      durationMs: 12.5,
    });
    expect(whole.spans[0].attributes).toEqual({ 'order.id': 'ord_1' });
  });

  it('draws the waterfall with every name escaped', async () => {
    const page = await (await fetch(`${viewer.url}/traces/${trace}`)).text();
    expect(page).toContain('&lt;fraud&gt;');
    expect(page).not.toContain('<fraud>');
    expect(page.indexOf('&lt;gateway-ingress&gt;</em>')).toBeLessThan(page.indexOf('&lt;fraud&gt;</em>'));
  });

  it('refuses what is not OTLP in JSON', async () => {
    expect((await post('x', { 'content-type': 'application/x-protobuf' })).status).toBe(415);
    expect((await post('{')).status).toBe(400);
  });

  it('keeps the last 200 traces only', async () => {
    for (let i = 0; i < 205; i++) {
      const traceId = i.toString(16).padStart(32, '0');
      await post(JSON.stringify(exportOf({ service: 'fraud', spanId: '1'.repeat(16), traceId })));
    }
    const list = JSON.parse(await (await fetch(`${viewer.url}/api/traces`)).text());
    expect(list.data).toHaveLength(200);
    expect((await fetch(`${viewer.url}/api/traces/${trace}`)).status).toBe(404);
  });

  const post = (body: string | Buffer<ArrayBuffer>, headers: Record<string, string> = {}) =>
    fetch(`${viewer.url}/v1/traces`, { method: 'POST', body, headers: { 'content-type': 'application/json', ...headers } });
});
