export interface BrandRange {
  readonly brand: string;
  /** First and last prefix of the range; both have the same number of digits. */
  readonly from: number;
  readonly to: number;
}

const range = (brand: string, from: number, to = from): BrandRange => ({ brand, from, to });

/** Which network issued a card, by the first digits of its number. Source: the networks' published issuer identification number ranges
 *  (ISO/IEC 7812-1). The longest prefix that fits decides. */
export const brandRanges: readonly BrandRange[] = [
  range('diners', 3095),
  range('jcb', 3528, 3589),
  range('mastercard', 2221, 2720),
  range('discover', 6011),
  range('diners', 300, 305),
  range('discover', 644, 649),
  range('amex', 34),
  range('amex', 37),
  range('diners', 36),
  range('diners', 38, 39),
  range('mastercard', 51, 55),
  range('unionpay', 62),
  range('discover', 65),
  range('visa', 4),
];

/** Networks that the API knows as `other`: their numbers are card numbers, too. Sources: ISO/IEC 7812-1 registry; the networks' publications
 *  (Maestro, Mir, RuPay, Troy, Elo, UATP). */
export const otherIssuerRanges: readonly Omit<BrandRange, 'brand'>[] = [
  { from: 2200, to: 2204 },
  { from: 9792, to: 9792 },
  { from: 50, to: 50 },
  { from: 56, to: 59 },
  { from: 60, to: 61 },
  { from: 63, to: 64 },
  { from: 66, to: 69 },
  { from: 81, to: 82 },
];
