import { usd } from '@tollgate/money';
import { checkCredit } from './check-credit.js';
import { placeCredit } from './place-credit.js';

const card = { token: 'card_a_1', brand: 'visa', bin: '411111', last4: '1111' };
const facts = { amount: usd(2500n), card, screening: { card: 'c1' }, sealedPersonalData: 'c2VhbGVk', settingsVersion: 3 };
const albany = { region: 'ny', postalCode: '12207', country: 'US' };

describe('placeCredit', () => {
  it('records what was asked, and by which settings it was allowed', () =>
    expect(placeCredit({ description: 'Sorry', billingAddress: albany, reference: 'A-1' }, facts).data).toMatchObject({
      ...facts,
      description: 'Sorry',
      reference: 'A-1',
      billing: { country: 'US', region: 'NY', postalCode: '12207' },
    }));

  it('needs no address', () => expect(placeCredit({ description: 'Sorry' }, facts).data.billing).toBeUndefined());
});

describe('checkCredit', () => {
  const now = new Date('2026-11-26T12:00:00Z');
  const token = { payment: {} };

  it('takes an amount', () => expect(checkCredit({ amount: 1, ...token }, now)).toEqual([]));

  it('refuses nothing, an address that is none, and a card that has expired', () => {
    const payment = { card: { expiryMonth: 10, expiryYear: 2026 } };
    expect(checkCredit({ amount: 0, billingAddress: { country: 'XX' }, payment }, now)).toEqual([
      { code: 'invalid_amount', field: '/amount' },
      { code: 'unknown_country', field: '/billingAddress/country' },
      { code: 'card_expired', field: '/payment/card/expiryMonth' },
    ]);
  });
});
