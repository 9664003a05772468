const form = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/;

/** Whether a text can name a good of a merchant: up to 64 letters, digits, dots, hyphens and underscores, the first a letter or digit, so that
 *  it can stand in a path, a file name and a header as it is. */
export const isSku = (text: string): boolean => form.test(text);
