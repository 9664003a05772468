import type { FastifyInstance } from 'fastify';
import { Catalog } from '../catalog/catalog.client.js';
import { LookupLimit } from '../orders/lookup-limit.js';
import { Seals } from '../orders/seals.js';
import { buildServer } from '../server/server.js';
import type { FakeGateway } from './fake-gateway.js';

export type Fields = Readonly<Record<string, string>>;

export const details = {
  email: 'ann@example.com',
  'billing.name': 'Ann',
  'billing.line1': '1 Main St',
  'billing.city': 'Albany',
  'billing.region': 'NY',
  'billing.postalCode': '12207',
  'billing.country': 'US',
};
export const card = { number: '4111111111111111', expiry: '12/30', cvc: '123' };

/** The shop before a gateway. */
export const openShop = ({ tollgate }: FakeGateway): Promise<FastifyInstance> => {
  const shopUrl = 'https://shop.example';
  const config = {
    host: '',
    port: 0,
    shopUrl,
    apiUrl: 'https://gateway.example',
    apiKey: '',
    ca: undefined,
    tls: { cert: '', key: '' },
  };
  const parts = { catalog: new Catalog(tollgate), seals: new Seals('key'), lookups: new LookupLimit() };
  return buildServer(config, { tollgate, shopUrl, ...parts });
};

/** What a form of the page sends beside what is typed. */
export const hiddenIn = (page: string): Fields =>
  Object.fromEntries(
    [...page.matchAll(/type="hidden" name="([^"]+)" value="([^"]*)"/g)].map(([, name = '', value = '']) => [name, value]),
  );

export const cookieOf = (headers: object): string => {
  const { 'set-cookie': set } = headers as { readonly 'set-cookie'?: string | readonly string[] };
  return String(set ?? '').split(';')[0] ?? '';
};
