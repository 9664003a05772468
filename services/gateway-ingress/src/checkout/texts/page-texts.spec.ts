import { pageLanguages } from '../sessions/checkout-session.schema.js';
import { en, type TextKey } from './en.data.js';
import { errorText, isTextKey, languageOf, sayIn } from './page-texts.js';

describe('the words of the payment page', () => {
  it('have the same places for what is put into them in all languages, and none is empty', () => {
    const places = (text: string) => [...text.matchAll(/\{\w+\}/g)].map(([place]) => place).sort();
    for (const key of Object.keys(en) as TextKey[])
      for (const language of pageLanguages) {
        const text = sayIn(language)(key);
        expect([language, key, places(text), text !== '']).toEqual([language, key, places(en[key]), true]);
      }
  });

  it('take what is put into them as it is', () =>
    expect(sayIn('de')('pay', { amount: '$& {amount}' })).toBe('$& {amount} bezahlen'));

  it('tell of an error that has no words of its own that it is worth a look', () => {
    expect(errorText(sayIn('en'), 'card_expired')).toBe('This card has expired.');
    expect(errorText(sayIn('en'), 'toString')).toBe('Please check this.');
    expect([isTextKey('method.ground'), isTextKey('method.bicycle')]).toEqual([true, false]);
  });

  it.each([
    ['', 'en'],
    ['de-AT,de;q=0.9,en;q=0.8', 'de'],
    ['pt-BR, fr;q=0.5, en;q=0.4', 'fr'],
    ['en;q=0.4, ja;q=0.9', 'ja'],
    ['de;q=0, es', 'es'],
    ['xx', 'en'],
  ])('are in the language that the browser likes best: %s', (accepted, language) => expect(languageOf(accepted)).toBe(language));
});
