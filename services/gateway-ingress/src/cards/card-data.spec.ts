import { cardDataOf, shownCard, streetDigits } from './card-data.js';
import { CardSecret } from './card-secret.js';

const card = { number: new CardSecret('4111111111111111'), expiryMonth: 12, expiryYear: 2030 };

describe('what is kept of a card', () => {
  it('is shown by brand, first six and last four digits', () =>
    expect(shownCard(card)).toEqual({ brand: 'visa', bin: '411111', last4: '1111' }));

  it('goes to the vault with what the issuer’s address check compares, and an empty CVC where none came', () =>
    expect(cardDataOf(card, { country: 'US', line1: '1 Main St', postalCode: '12207' }, 'name')).toEqual({
      pan: '4111111111111111',
      cvc: '',
      expiryMonth: 12,
      expiryYear: 2030,
      brand: 'visa',
      fingerprint: 'name',
      streetDigits: '1',
      postalCode: '12207',
    }));
});

describe('streetDigits', () => {
  it.each([
    ['1 Main St', '1'],
    ['Apt 4, 221B Baker Street', '4221'],
    ['Unter den Linden', ''],
    [undefined, ''],
  ])('of %s are "%s"', (line1, digits) => expect(streetDigits(line1)).toBe(digits));
});
