import { lines, plainText, text } from './fields.schema.js';

const codesOf = (schema: ReturnType<typeof text>, value: string) =>
  schema.safeParse(value).error?.issues.map(({ message }) => message) ?? [];

describe('texts of people', () => {
  it.each(['photo\u202egpj.exe', '\u202aa', '\u2066a\u2069'])(
    '%j, which shows itself as another one, is no note and no name',
    (value) => {
      expect(codesOf(plainText(60), value)).toEqual(['invalid_characters']);
      expect(codesOf(lines(60), value)).toEqual(['invalid_characters']);
    },
  );

  it('what a customer pastes is taken: mails leave such characters out', () =>
    expect(codesOf(text(60), '\u202a+1 555 0100\u202c')).toEqual([]));

  it.each(['שלום, Ann', 'می\u200cخواهم'])('%j is a text like any other', (value) =>
    expect(codesOf(plainText(60), value)).toEqual([]),
  );

  it('several lines are a note, and no name', () => {
    expect(codesOf(lines(60), 'one\n\ttwo')).toEqual([]);
    expect(codesOf(plainText(60), 'one\ntwo')).toEqual(['invalid_characters']);
  });
});
