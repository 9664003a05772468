import { money } from '@tollgate/money';
import { orderStatuses } from '@tollgate/order';
import { domainErrorOf } from '@tollgate/testing';
import { cursorOf, ordersPage } from './orders-page.js';

const all = {
  merchant: 'mer_demo',
  mode: 'test',
  limit: 0,
  cursor: '',
  status: '',
  email: '',
  name: '',
  sku: '',
  reference: '',
  referencePrefix: '',
  from: '',
  to: '',
  last4: '',
  country: '',
  declineCode: '',
  currency: '',
  type: '',
  totalMinor: '',
};
const place = { placedAt: '2026-11-23T12:00:00.123456Z', order: '01890a5d-ac96-774b-bcce-b302099a8057' };

describe('a search for orders', () => {
  it('shows all of a merchant unless told otherwise, 20 at a time', () =>
    expect(ordersPage(all)).toEqual({ merchant: 'mer_demo', mode: 'test', limit: 20 }));

  it('never shows more than 100 at a time', () =>
    expect([1, 100, 101, -5].map((limit) => ordersPage({ ...all, limit }).limit)).toEqual([1, 100, 100, 1]));

  it('goes on after the order that the cursor names', () =>
    expect(ordersPage({ ...all, cursor: cursorOf(place) }).after).toEqual(place));

  it.each(orderStatuses)('knows the status %s', (status) => expect(ordersPage({ ...all, status }).status).toBe(status));

  it('takes a total of whatever currency, nothing included', () =>
    expect(['17750', '0'].map((totalMinor) => ordersPage({ ...all, totalMinor }).totalMinor)).toEqual([17_750n, 0n]));

  it('takes every field together', () => {
    const asked = {
      status: 'refunded',
      email: 'e1',
      name: 'n1',
      sku: 'A',
      reference: 'po-17',
      referencePrefix: 'po',
      last4: '1111',
      country: 'DE',
      declineCode: 'do_not_honor',
      amount: money(5426n, 'USD'),
      currency: 'EUR',
      type: 'charge',
    };
    const period = { from: '2026-11-23T00:00:00Z', to: '2026-11-24T00:00:00+01:00' };
    expect(ordersPage({ ...all, ...asked, ...period } as never)).toEqual({
      merchant: 'mer_demo',
      mode: 'test',
      limit: 20,
      ...asked,
      ...period,
    });
  });

  it.each([
    ['invalid_cursor', '/cursor', { cursor: `x' or 1=1` }],
    ['invalid_cursor', '/cursor', { cursor: cursorOf({ ...place, placedAt: '2026-13-41T99:00:00.000000Z' }) }],
    ['invalid_status', '/status', { status: 'paid' }],
    ['invalid_date', '/from', { from: '2026-11-23' }],
    ['invalid_date', '/to', { to: '2026-13-01T00:00:00Z' }],
    ['invalid_period', '/to', { from: '2026-11-24T00:00:00Z', to: '2026-11-23T00:00:00Z' }],
    ['invalid_last4', '/last4', { last4: '411' }],
    ['invalid_last4', '/last4', { last4: '4111111111111111' }],
    ['invalid_amount', '/amount', { amount: money(-1n, 'USD') }],
    ['invalid_amount', '/amount', { totalMinor: '-1' }],
    ['unknown_order_type', '/type', { type: 'capture' }],
  ])('is refused with %s at %s', (code, field, asked) =>
    expect(domainErrorOf(() => ordersPage({ ...all, ...asked } as never))).toMatchObject({ code, field }),
  );
});
