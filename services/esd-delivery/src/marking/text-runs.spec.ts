import { textRuns } from './text-runs.js';

const fonts = {
  latin: /[\p{Script=Latin}\p{N}<>@?., -]/u,
  korean: /\p{Script=Hangul}/u,
  arabic: /\p{Script=Arabic}/u,
  emoji: /[🦊 ]/u,
  hebrew: /[\p{Script=Hebrew} ]/u,
};
type Font = keyof typeof fonts;
const has = (font: Font, sign: string) => fonts[font].test(sign);
const runs = (text: string) =>
  textRuns<Font>(text, { has, fontFor: (sign) => (Object.keys(fonts) as Font[]).find((font) => has(font, sign)) }).map(
    ({ font, text: piece }) => `${font}:${piece}`,
  );

describe('a line of several scripts', () => {
  it('is drawn in pieces, each by a font that has its signs', () =>
    expect(runs('For 김철수, 3')).toEqual(['latin:For ', 'korean:김철수', 'latin:, 3']));

  it('shows Arabic words from right to left, also where their blank is of another font', () =>
    expect(runs('For محمد علي, 3')).toEqual(['latin:For ', 'arabic:علي', 'latin: ', 'arabic:محمد', 'latin:, 3']));

  it('has its blanks behind what is read from right to left, and no wide ones behind emoji', () => {
    expect(runs('אבי לוי <a>')).toEqual(['hebrew:אבי לוי', 'hebrew: ', 'latin:<a>']);
    expect(runs('🦊 <a>')).toEqual(['emoji:🦊', 'latin: <a>']);
  });

  it('shows what no font has as a question mark, and goes on', () => expect(runs('aжb')).toEqual(['latin:a?b']));

  it('is nothing where there is no text', () => expect(runs('')).toEqual([]));
});
