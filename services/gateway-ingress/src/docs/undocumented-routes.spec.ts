import { undocumentedRoutes } from './undocumented-routes.js';

const described = { summary: 'An order', responses: { 200: {}, 401: {} } };
const document = { paths: { '/v1/orders/{id}': { get: described, put: { responses: { 200: { description: '' } } } } } };
const of = (method: string, url: string) => undocumentedRoutes([{ method, url }], document as never);

describe('a route', () => {
  it('is documented by @Route', () => {
    expect(of('GET', '/v1/orders/:id')).toEqual([]);
    expect(of('HEAD', '/v1/orders/:id')).toEqual([]);
  });

  it('is named where the document does not have it, or has only what Swagger made up', () => {
    expect(of('POST', '/v1/orders')).toEqual(['POST /v1/orders']);
    expect(of('DELETE', '/v1/orders/:id')).toEqual(['DELETE /v1/orders/:id']);
    expect(of('PUT', '/v1/orders/:id')).toEqual(['PUT /v1/orders/:id']);
  });
});
