import { TestGateway } from './testing/gateway.js';
import { sampleOrder } from './testing/orders.js';

describe('POST /v1/orders', () => {
  let gateway: TestGateway;
  beforeAll(async () => {
    gateway = await TestGateway.start();
  });
  afterAll(() => gateway.stop());

  it('answers an approved sale with its amounts and download links', async () => {
    const { status, json, headers } = await gateway.send('POST', '/v1/orders', { body: sampleOrder() });
    expect({ status, json, headers }).toEqual({});
  });
});
