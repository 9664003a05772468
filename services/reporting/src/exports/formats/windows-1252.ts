/** The 27 signs that Windows-1252 has where Latin-1 has control characters. Source: Unicode CP1252.TXT. */
const own: Readonly<Record<string, number>> = {
  '€': 0x80,
  '‚': 0x82,
  ƒ: 0x83,
  '„': 0x84,
  '…': 0x85,
  '†': 0x86,
  '‡': 0x87,
  ˆ: 0x88,
  '‰': 0x89,
  Š: 0x8a,
  '‹': 0x8b,
  Œ: 0x8c,
  Ž: 0x8e,
  '‘': 0x91,
  '’': 0x92,
  '“': 0x93,
  '”': 0x94,
  '•': 0x95,
  '–': 0x96,
  '—': 0x97,
  '˜': 0x98,
  '™': 0x99,
  š: 0x9a,
  '›': 0x9b,
  œ: 0x9c,
  ž: 0x9e,
  Ÿ: 0x9f,
};

const codeOf = (sign: string): number | undefined => {
  const code = sign.codePointAt(0) ?? 0;
  return code < 0x80 || (code >= 0xa0 && code <= 0xff) ? code : own[sign];
};

/** What comes nearest: the letter without its accent, else a question mark. */
const nearest = (sign: string): number => codeOf(sign.normalize('NFKD').charAt(0)) ?? 0x3f;

/** What is the same in Latin-1: nearly every text. */
const isLatin = (text: string): boolean => /^[\n\r\t\u0020-\u007e\u00a0-\u00ff]*$/.test(text);

/** The text in Windows-1252; a sign that it lacks becomes the nearest one, or `?`. */
export const toWindows1252 = (text: string): Uint8Array => {
  const composed = text.normalize('NFC');
  return isLatin(composed)
    ? Buffer.from(composed, 'latin1')
    : Uint8Array.from([...composed], (sign) => codeOf(sign) ?? nearest(sign));
};
