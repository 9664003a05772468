import { CardSecret } from '../cards/card-secret.js';
import { listedValue } from './listed-value.js';

const now = new Date('2026-11-23T12:00:00Z');
const listed = (body: object, list = 'block') => listedValue(body as Parameters<typeof listedValue>[0], list, now);

describe('what a merchant lists', () => {
  it.each([
    [{ card: { number: new CardSecret('4111111111111111') } }, 'card', '4111111111111111', '411111…1111'],
    [{ email: 'Ann@Example.com' }, 'email', 'ann@example.com', 'a…@example.com'],
    [{ emailDomain: 'Example.COM' }, 'email_domain', 'example.com', 'example.com'],
    [{ ip: '2001:DB8:0:1::9' }, 'ip', '2001:db8:0:1::/64', '2001:db8:0:…'],
    [{ network: '203.0.113.77' }, 'network', '203.0.113.0/24', '203.0.113.0/24'],
    [{ country: 'NZ' }, 'country', 'NZ', 'NZ'],
    [{ sku: 'GIFT-100' }, 'sku', 'GIFT-100', 'GIFT-100'],
  ])('%o has one form to be found by, and one to be shown', (body, kind, value, label) =>
    expect(listed(body)).toEqual({ kind, value, label }),
  );

  it.each([
    [{}, 'one_value', '/card'],
    [{ country: 'NZ', sku: 'A' }, 'one_value', '/sku'],
    [{ emailDomain: 'nothing' }, 'invalid_domain', '/emailDomain'],
    [{ ip: '10.0.0.1' }, 'invalid_ip_address', '/ip'],
    [{ network: '203.0.0.0/16' }, 'invalid_network', '/network'],
    [{ country: 'XX' }, 'unknown_country', '/country'],
    [{ country: 'NZ', expiresAt: '2026-11-23T12:00:00Z' }, 'in_the_past', '/expiresAt'],
  ])('%o is refused: %s', (body, code, field) => expect(listed(body)).toEqual([{ code, field }]));

  it.each([
    [{ country: 'NZ' }, '/country'],
    [{ sku: 'A' }, '/sku'],
  ])('nobody is allowed by what many share: %o', (body, field) =>
    expect(listed(body, 'allow')).toEqual([{ code: 'block_only', field }]),
  );
});
