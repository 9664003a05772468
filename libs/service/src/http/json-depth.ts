const quote = 34;
const backslash = 92;
const stepOf: Readonly<Record<number, number>> = { 123: 1, 91: 1, 125: -1, 93: -1 };

/** Whether a JSON text nests deeper than `limit`, seen in one pass before anything of it is built. Says nothing of its
 *  being well formed. */
export const isTooDeep = (text: string, limit: number): boolean => {
  let depth = 0;
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (code === quote) index = endOfString(text, index);
    else depth += stepOf[code] ?? 0;
    if (depth > limit) return true;
  }
  return false;
};

/** The index of the closing quote of the string that opens at `start`; the text's end where it is not closed. */
const endOfString = (text: string, start: number): number => {
  for (let index = start + 1; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (code === backslash) index += 1;
    else if (code === quote) return index;
  }
  return text.length;
};
