interface Wish {
  readonly tag: string;
  readonly weight: number;
}

const wishIn = (entry: string): Wish => {
  const [tag = '', ...parameters] = entry.split(';').map((part) => part.trim().toLowerCase());
  const [, weight] = /^q=(\d(?:\.\d{1,3})?)$/.exec(parameters.find((one) => one.startsWith('q=')) ?? '') ?? [];
  return { tag, weight: weight === undefined ? 1 : Number(weight) };
};

/** Of the languages that a page is there in, the one that the reader's browser wants most by its Accept-Language; undefined where it wants none
 *  of them. Source: RFC 9110 §12.5.4. */
export const preferredLanguage = <Language extends string>(
  header: string | undefined,
  languages: readonly Language[],
): Language | undefined => {
  const wishes = (header ?? '').slice(0, 1_000).split(',').map(wishIn);
  const best = wishes.filter(({ weight }) => weight > 0).toSorted((a, b) => b.weight - a.weight);
  for (const { tag } of best) {
    const found = languages.find((language) => tag === language || tag.startsWith(`${language}-`));
    if (found !== undefined) return found;
  }
  return undefined;
};
