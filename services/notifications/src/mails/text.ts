import { plainLines } from './plain-line.js';

const width = 68;

/** Signs that are as wide as two, as a reader of plain text shows them. Source: Unicode Standard Annex 11, wide and full-width. */
const wide =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6\p{Emoji_Presentation}\u{20000}-\u{3fffd}]/u;

const columnsOf = (text: string): number =>
  [...text].reduce((columns, sign) => columns + (/\p{Mark}/u.test(sign) ? 0 : wide.test(sign) ? 2 : 1), 0);

export const rule = '-'.repeat(width);

/** Label to the left, amount to the right; a label too long for that gets a line of its own. */
export const row = (label: string, amount: string): string => {
  const gap = width - columnsOf(label) - columnsOf(amount);
  return gap >= 2 ? label + ' '.repeat(gap) + amount : `${label}\n${amount.padStart(width)}`;
};

/** What a merchant wrote, after an empty line; nothing where they wrote nothing. */
export const paragraph = (text: string): readonly string[] => {
  const lines = plainLines(text);
  return lines.length === 0 ? [] : ['', ...lines];
};
