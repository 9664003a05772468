/** Controls, the separators that some readers take for a line's end, and the marks that turn the direction of reading. */
const breaking = /[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]+/gu;

/** One line, whatever was typed: a name with a line break in it must not begin a line, let alone a header, of its own. Half a surrogate pair is
 *  shown as what it is: nothing. */
export const plainLine = (text: string): string => text.toWellFormed().replace(breaking, ' ').trim();

/** The lines of a text that a merchant wrote, without the empty ones around it; none where nothing is said. */
export const plainLines = (text: string): readonly string[] => {
  const lines = text.split('\n').map(plainLine);
  const first = lines.findIndex((line) => line !== '');
  return first === -1 ? [] : lines.slice(first, lines.findLastIndex((line) => line !== '') + 1);
};

/** The line, or as much of its beginning as there is space for, cut between characters. */
export const shortened = (line: string, most: number): string => {
  if (line.length <= most) return line;
  const kept: string[] = [];
  let length = 0;
  for (const { segment } of new Intl.Segmenter().segment(line.slice(0, most + 1))) {
    if (length + segment.length >= most) break;
    kept.push(segment);
    length += segment.length;
  }
  return `${kept.join('')}…`;
};
