import { TestGateway } from '../testing/gateway.js';
import { sampleOrder } from '../testing/orders.js';

describe('O18: more orders than may wait', () => {
  let gateway: TestGateway;
  beforeAll(async () => {
    gateway = await TestGateway.start({ TOLLGATE_MAX_WAITING: '2' });
  });
  afterAll(() => gateway.stop());

  it('are turned away with Retry-After before anything of them is stored, and taken once fewer wait', async () => {
    gateway.neighbors.isSilent = true;
    const place = () => gateway.send('POST', '/v1/orders', { body: sampleOrder() });
    const waiting = [place(), place()];
    while ((await gateway.stored()).events < 2) await new Promise((resolve) => setTimeout(resolve, 20));
    const before = await gateway.stored();
    const shed = await Promise.all(Array.from({ length: 10 }, place));
    expect(shed.map(({ status, headers }) => [status, headers['retry-after']])).toEqual(Array(10).fill([503, '1']));
    expect(await gateway.stored()).toEqual(before);
    expect(before.cards).toBe(2);
    expect((await Promise.all(waiting)).map(({ status }) => status)).toEqual([202, 202]);
    gateway.neighbors.isSilent = false;
    expect((await place()).status).toBe(201);
  });
});
