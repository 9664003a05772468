import { plainLines } from './plain-line.js';

const width = 68;

export const rule = '-'.repeat(width);

/** Label to the left, amount to the right; a label too long for that gets a line of its own. */
export const row = (label: string, amount: string): string => {
  const gap = width - label.length - amount.length;
  return gap >= 2 ? label + ' '.repeat(gap) + amount : `${label}\n${amount.padStart(width)}`;
};

/** What a merchant wrote, after an empty line; nothing where they wrote nothing. */
export const paragraph = (text: string): readonly string[] => {
  const lines = plainLines(text);
  return lines.length === 0 ? [] : ['', ...lines];
};
