/** How the postal codes of a country look (upper case), and which countries' do.
 *  Source: UPU Postal Addressing Systems and Postcodes (addressing sheets). */
const looks: readonly (readonly [RegExp, string])[] = [
  [/^\d{3}$/, 'IS FO'],
  [/^\d{4}$/, 'AT AU BE BG CH CY DK HU LI LU NO NZ PH SI TN ZA'],
  [/^\d{5}$/, 'DE EE ES FI FR HR ID IT KR MC MX MY SM TH TR UA VA'],
  [/^\d{6}$/, 'CN IN RO RU SG VN'],
  [/^\d{3} ?\d{2}$/, 'CZ GR SE SK'],
  [/^\d{4} ?[A-Z]{2}$/, 'NL'],
  [/^\d{2}-?\d{3}$/, 'PL'],
  [/^\d{3}-?\d{4}$/, 'JP'],
  [/^\d{4}-?\d{3}$/, 'PT'],
  [/^\d{5}-?\d{3}$/, 'BR'],
  [/^\d{5}(-\d{4})?$/, 'US PR GU VI AS MP'],
  [/^[ABCEGHJ-NPRSTVXY]\d[A-Z] ?\d[A-Z]\d$/, 'CA'],
  [/^(GIR ?0AA|[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2})$/, 'GB JE GG IM'],
  [/^[A-Z]\d[\dW] ?[A-Z\d]{4}$/, 'IE'],
];

/** The pattern a country's postal code must fit. A country that is listed has one in every address; one that is not may have
 *  one or none, of any look. */
export const postalCodePatterns: ReadonlyMap<string, RegExp> = new Map(
  looks.flatMap(([pattern, countries]) => countries.split(' ').map((country) => [country, pattern] as const)),
);
