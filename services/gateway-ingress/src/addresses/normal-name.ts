/** A person's name as it is compared: letters in capitals or not, of full or half width, and how many blanks there are, tell nobody apart. */
export const normalName = (name: string): string => name.normalize('NFKC').trim().replaceAll(/\s+/g, ' ').toLowerCase();
