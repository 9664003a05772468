import type { OpenAPIObject } from '@nestjs/swagger';
import { apiDocuments } from './api-documents.js';

const operation = (schema: string) => ({
  'x-right': 'orders:read',
  security: [{ apiKey: [] }],
  responses: { 200: { content: { 'application/json': { schema: { $ref: `#/components/schemas/${schema}` } } } } },
});
const document = {
  openapi: '3.1.0',
  info: { title: 'Tollgate', version: '1' },
  paths: {
    '/v1/orders': { get: operation('OrderList') },
    '/central/api/stores/{store}/{mode}/orders': { get: operation('OrderList') },
    '/central/api/session': { get: operation('Session') },
  },
  components: {
    securitySchemes: { apiKey: { type: 'http' } },
    schemas: { OrderList: { items: { $ref: '#/components/schemas/Order' } }, Order: {}, Session: {}, Problem: {}, Unused: {} },
  },
} as unknown as OpenAPIObject;

describe('the documents of the two APIs', () => {
  const { merchant, central } = apiDocuments(document);

  it('tell merchants of their own calls, by key, and of the schemas that these use', () => {
    expect(Object.keys(merchant.paths)).toEqual(['/v1/orders']);
    expect(Object.keys(merchant.components?.schemas ?? {})).toEqual(['OrderList', 'Order']);
    expect(merchant.paths['/v1/orders']?.get).not.toHaveProperty('x-right');
  });

  it('tell of Central’s, by session, with the right that each asks for', () => {
    expect(Object.keys(central.paths)).toEqual(['/central/api/stores/{store}/{mode}/orders', '/central/api/session']);
    expect(central.paths['/central/api/session']?.get).toMatchObject({ 'x-right': 'orders:read', security: [{ session: [] }] });
    expect(Object.keys(central.components?.schemas ?? {})).toEqual(['OrderList', 'Order', 'Session', 'Problem']);
  });
});
