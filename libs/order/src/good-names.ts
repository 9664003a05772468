const skuForm = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/;

/** Whether a text can name a good of a merchant: up to 64 letters, digits, dots, hyphens and underscores, the first a letter or digit, so that
 *  it can stand in a path, a file name and a header as it is. */
export const isSku = (text: string): boolean => skuForm.test(text);

/** No path, no hidden file, nothing that could break a header; nothing that is not seen, or turns the direction of reading, by which a program
 *  shows itself as a picture (source: Unicode TR 36, bidirectional text spoofing). U+200C and U+200D stay: Persian and Indic words are written
 *  with them. */
const fileNameForm = /^(?!\.)(?:[^\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}/\\]|[\u200c\u200d])+$/u;

/** What no Windows computer saves, whatever follows the first dot. Source: Microsoft, Naming Files, Paths, and Namespaces. */
const reservedForm = /^(?:con|prn|aux|nul|com[\d¹²³]|lpt[\d¹²³])(?:\.|$)/i;
/** Windows takes them away without a word. */
const lostEnd = /[. ]$/;

/** Bytes of UTF-8: what most file systems take. */
const MAX_NAME_BYTES = 255;
/** Encoded for an address, three signs a byte, it still fits into one. */
const MAX_PATH_BYTES = 768;
const MAX_FOLDERS = 15;

const bytesOf = (text: string): number => new TextEncoder().encode(text).length;

/** Whether a text can name a file that is sold: the customer's computer saves it, and shows it as it is. */
export const isFileName = (text: string): boolean =>
  bytesOf(text) <= MAX_NAME_BYTES && fileNameForm.test(text) && !reservedForm.test(text) && !lostEnd.test(text);

/** The same of a name in folders, such as `manual/en.pdf`: each part is a name, so that none leads out of its folder. */
export const isFilePath = (text: string): boolean => {
  const parts = text.split('/');
  return bytesOf(text) <= MAX_PATH_BYTES && parts.length <= MAX_FOLDERS + 1 && parts.every(isFileName);
};

/** The folder of a file, empty where it lies in none, and the name that it is saved under. */
export const filePathParts = (path: string): { readonly folder: string; readonly name: string } => {
  const end = path.lastIndexOf('/');
  return { folder: path.slice(0, Math.max(0, end)), name: path.slice(end + 1) };
};
