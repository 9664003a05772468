import { languages } from './page-words.js';
import { fill, sentencesOf, wordsOf } from './words-of.js';

const placesIn = (text: string): readonly string[] => [...text.matchAll(/\{\w+\}/g)].map(([place]) => place).toSorted();

describe.each(languages)('the words of the pages, in %s', (language) => {
  it('fill in the same as the English ones, and none is empty', () => {
    for (const [name, text] of Object.entries(wordsOf[language])) {
      const english = wordsOf.en[name as 'download'];
      expect([name, placesIn(String(text))]).toEqual([name, placesIn(String(english))]);
      expect([name, String(text).trim()]).not.toEqual([name, '']);
    }
  });

  it('have a sentence for every refusal that there is one for in English', () =>
    expect(Object.keys(sentencesOf[language])).toEqual(Object.keys(sentencesOf.en)));

  it('keep to one word for one thing: nothing but English is left as it was', () => {
    const same = Object.keys(sentencesOf.en).filter((code) => sentencesOf[language][code]?.[1] === sentencesOf.en[code]?.[1]);
    expect(same.length).toBe(language === 'en' ? Object.keys(sentencesOf.en).length : 0);
  });
});

describe('fill', () => {
  it('leaves what it has nothing for', () => expect(fill('{a} of {b}', { a: '1' })).toBe('1 of {b}'));
});
