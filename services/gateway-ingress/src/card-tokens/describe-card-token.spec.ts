import { create, GetCardResponseSchema } from '@tollgate/contracts';
import { describeCardToken } from './describe-card-token.js';

describe('a saved card', () => {
  it('S18: is shown without its first digits and its fingerprint', () => {
    const card = create(GetCardResponseSchema, {
      token: 'card_1',
      brand: 'visa',
      bin: '411111',
      last4: '1111',
      expiryMonth: 12,
      expiryYear: 2030,
      fingerprint: 'f1',
      createdAt: '2026-11-26T12:00:00.000Z',
    });
    expect(describeCardToken(card)).toEqual({
      id: 'card_1',
      brand: 'visa',
      last4: '1111',
      expiryMonth: 12,
      expiryYear: 2030,
      createdAt: '2026-11-26T12:00:00.000Z',
    });
  });
});
