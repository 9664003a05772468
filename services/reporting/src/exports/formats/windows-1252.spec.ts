import { toWindows1252 } from './windows-1252.js';

const readBack = (text: string): string => new TextDecoder('windows-1252').decode(toWindows1252(text));

describe('Windows-1252', () => {
  it.each(['plain', 'Müller & Söhne', '€ 5 – “quoted” Š ž Ÿ ™', 'e\u0301'])('keeps %s', (text) =>
    expect(readBack(text)).toBe(text.normalize('NFC')),
  );

  it.each([
    ['Łódź', '?ódz'],
    ['김철수', '???'],
    ['🎉', '?'],
    ['ｆull', 'full'],
  ])('writes %s as %s, the nearest it has', (text, nearest) => expect(readBack(text)).toBe(nearest));

  it('has each of its 251 signs at the place that its public table says', () => {
    const all = Uint8Array.from({ length: 256 }, (_, code) => code).filter(
      (code) => ![0x81, 0x8d, 0x8f, 0x90, 0x9d].includes(code),
    );
    const text = new TextDecoder('windows-1252').decode(all);
    expect([...toWindows1252(text)]).toEqual([...all]);
  });
});
