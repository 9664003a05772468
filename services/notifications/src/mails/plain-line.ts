/** Controls, the separators that some readers take for a line's end, and the marks that turn the direction of reading. */
const breaking = /[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]+/gu;

/** One line, whatever was typed: a name with a line break in it must not begin a line, let alone a header, of its own. */
export const plainLine = (text: string): string => text.replace(breaking, ' ').trim();
