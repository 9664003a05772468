import { createHash, createHmac } from 'node:crypto';
import { verifyReturn } from './verify-return.js';

const apiKey = 'tgk_test_one';
const now = () => 1_800_000_000_000;

interface Query {
  readonly session: string;
  readonly order: string;
  readonly status: string;
  readonly t: string;
}
const paid: Query = { session: 'cs_1', order: 'ord_1', status: 'approved', t: '1800000000' };

const addressOf = (query: Query, key = apiKey): URL => {
  const content = `${query.session}.${query.order}.${query.status}.${query.t}`;
  const signature = createHmac('sha256', createHash('sha256').update(key).digest()).update(content).digest('base64');
  const address = new URL('https://shop.example/thanks?cart=17');
  for (const [name, value] of Object.entries({ ...query, signature: `v1,${signature}` })) address.searchParams.set(name, value);
  return address;
};

const changed = (name: string, value: string): string => {
  const address = addressOf(paid);
  address.searchParams.set(name, value);
  return address.href;
};

describe('the address that a browser comes back to', () => {
  it('tells whom it comes back for', () => {
    const { t, ...expected } = paid;
    expect(verifyReturn(addressOf(paid).href, { apiKey, now })).toEqual(expected);
  });

  it('may come without its origin, as a server sees it, and with a plus that nobody escaped', () => {
    const { pathname, searchParams } = addressOf(paid);
    const query = [...searchParams].map(([name, value]) => `${name}=${value}`).join('&');
    expect(verifyReturn(`${pathname}?${query}`, { apiKey, now }).order).toBe('ord_1');
  });

  it.each([
    ['another order', changed('order', 'ord_2'), 'signature_wrong'],
    ['another status', changed('status', 'declined'), 'signature_wrong'],
    ['a moment that was put on', changed('t', '1800000100'), 'signature_wrong'],
    ['parts that were moved', changed('order', 'ord_1.approved'), 'malformed'],
    ['an order that comes twice', `${addressOf(paid).href}&order=ord_2`, 'malformed'],
    ['the signature of another merchant', addressOf(paid, 'tgk_test_two').href, 'signature_wrong'],
    ['no signature', 'https://shop.example/thanks?order=ord_1', 'signature_missing'],
    ['a signature of an hour ago', addressOf({ ...paid, t: '1799996400' }).href, 'too_old'],
  ])('is refused with %s', (_, url, code) =>
    expect(() => verifyReturn(url, { apiKey, now })).toThrow(expect.objectContaining({ name: 'SignatureError', code })),
  );
});
