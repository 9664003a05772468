/** What a field may hold: `n` digits, `an` letters and digits, `anp` these and spaces, `ans` printable characters.
 *  Source: ISO 8583:1987 §4.2. */
export type CharacterClass = 'n' | 'an' | 'anp' | 'ans';

const BIT: Readonly<Record<CharacterClass, number>> = { n: 1, an: 2, anp: 4, ans: 8 };

const isDigit = (code: number): boolean => code >= 0x30 && code <= 0x39;
const isLetter = (code: number): boolean => (code >= 0x41 && code <= 0x5a) || (code >= 0x61 && code <= 0x7a);
const isPrintable = (code: number): boolean => code >= 0x20 && code <= 0x7e;

const bitsOf = (code: number): number => {
  if (isDigit(code)) return BIT.n | BIT.an | BIT.anp | BIT.ans;
  if (isLetter(code)) return BIT.an | BIT.anp | BIT.ans;
  if (code === 0x20) return BIT.anp | BIT.ans;
  return isPrintable(code) ? BIT.ans : 0;
};

/** A table, since each character of each message is looked up in it. */
const CLASSES = Uint8Array.from({ length: 256 }, (_, code) => bitsOf(code));

/** Whether a field of this class may hold the character of Latin-1; a code above 255 never fits. */
export const fits = (code: number, type: CharacterClass): boolean => ((CLASSES[code] ?? 0) & BIT[type]) !== 0;
