const skuForm = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/;

/** Whether a text can name a good of a merchant: up to 64 letters, digits, dots, hyphens and underscores, the first a letter or digit, so that
 *  it can stand in a path, a file name and a header as it is. */
export const isSku = (text: string): boolean => skuForm.test(text);

/** No path, no hidden file, nothing that could break a header; nothing that is not seen, or turns the direction of reading, by which a program
 *  shows itself as a picture (source: Unicode TR 36, bidirectional text spoofing). U+200C and U+200D stay: Persian and Indic words are written
 *  with them. */
const fileNameForm = /^(?!\.)(?:[^\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}/\\]|[\u200c\u200d])+$/u;

/** In UTF-16 units: what most file systems take. */
const MAX_LENGTH = 255;

/** Whether a text can name a file that is sold: the customer's computer saves it, and shows it as it is. */
export const isFileName = (text: string): boolean => text.length <= MAX_LENGTH && fileNameForm.test(text);
