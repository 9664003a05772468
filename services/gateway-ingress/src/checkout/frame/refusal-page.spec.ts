import { refusalKind, refusalPage } from './refusal-page.js';

describe('the page of a refused request', () => {
  it.each([
    [404, 'not_found'],
    [408, 'unavailable'],
    [413, 'unreadable'],
    [415, 'unreadable'],
    [429, 'too_many'],
    [500, 'unavailable'],
    [503, 'unavailable'],
  ])('says what to do about a %i', (status, kind) => expect(refusalKind(status)).toBe(kind));

  it('is in the language of the browser', () => {
    expect(refusalPage('too_many', 'fr-FR')).toContain('Réessayez dans un instant');
    expect(refusalPage('too_many', '')).toContain('So many requests came from your network');
  });
});
