import { checkExpiry } from './check-expiry.js';

const check = (expiryMonth: number, expiryYear: number, now: string) =>
  checkExpiry({ expiryMonth, expiryYear }, new Date(now), '/payment/card');
const expired = [{ code: 'card_expired', field: '/payment/card/expiryMonth' }];

describe('a card', () => {
  it('O7: of 12/2026 is good at 2027-01-01T04:59Z: it is still December in New York', () =>
    expect(check(12, 2026, '2027-01-01T04:59:00Z')).toEqual([]));

  it('O7: is good until its month has ended everywhere on earth', () => {
    expect(check(11, 2026, '2026-12-01T11:59:59.999Z')).toEqual([]);
    expect(check(11, 2026, '2026-12-01T12:00:00.000Z')).toEqual(expired);
    expect(check(12, 2026, '2027-01-01T11:59:59.999Z')).toEqual([]);
    expect(check(12, 2026, '2027-01-01T12:00:00.000Z')).toEqual(expired);
    expect(check(2, 2028, '2028-03-01T11:00:00Z')).toEqual([]);
  });

  it('of the next century is doubted', () =>
    expect(check(1, 2099, '2026-12-01T00:00:00Z')).toEqual([{ code: 'invalid_expiry_year', field: '/payment/card/expiryYear' }]));
});
