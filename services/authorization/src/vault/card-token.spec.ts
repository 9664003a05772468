import { cardOfToken, cardTokenOf } from './card-token.js';

const card = '01890a5d-ac96-7000-8000-0000000000c1';

describe('the token of a card', () => {
  it('names the row, and only that', () => {
    expect(cardTokenOf(card)).toBe('card_01890a5dac96700080000000000000c1');
    expect(cardOfToken(cardTokenOf(card))).toBe(card);
  });

  it.each(['', 'card_', 'card_1', `ord_${'0'.repeat(32)}`, card, `card_${card}`])('is not %j', (token) =>
    expect(cardOfToken(token)).toBeUndefined(),
  );
});
