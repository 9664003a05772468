import { chosenCard, chosenName, nameOfCard } from './saved-cards.js';

const card = (index: number) => ({
  name: nameOfCard(index),
  token: `card_${index}`,
  brand: 'visa',
  last4: '1111',
  expiry: '12/30',
});
const offered = [card(0), card(2)];

describe('what a form pays with', () => {
  it.each([
    ['the first saved card, unless told otherwise', {}, 'saved0', 'card_0'],
    ['the saved card that was chosen', { payWith: 'saved2' }, 'saved2', 'card_2'],
    ['a new card', { payWith: 'new' }, 'new', undefined],
    ['a new card where the chosen one is gone, and never another saved one', { payWith: 'saved1' }, 'new', undefined],
    ['a new card where somebody names a token', { payWith: 'card_0' }, 'new', undefined],
  ])('is %s', (...[, values, name, token]) =>
    expect([chosenName(offered, values), chosenCard(offered, values)?.token]).toEqual([name, token]),
  );

  it('is a new card where there are no others', () => expect(chosenName([], {})).toBe('new'));
});
