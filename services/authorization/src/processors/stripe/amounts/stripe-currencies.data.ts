/** The currencies that Stripe takes for card payments; account and country may allow fewer, which Stripe itself
 *  answers.
 *  Source: docs.stripe.com/currencies, presentment currencies. */
// biome-ignore format: a table reads better as one
export const STRIPE_CURRENCIES: ReadonlySet<string> = new Set([
  'AED', 'AFN', 'ALL', 'AMD', 'AOA', 'ARS', 'AUD', 'AWG', 'AZN', 'BAM', 'BBD', 'BDT', 'BHD', 'BIF', 'BMD', 'BND', 'BOB', 'BRL',
  'BSD', 'BWP', 'BYN', 'BZD', 'CAD', 'CDF', 'CHF', 'CLP', 'CNY', 'COP', 'CRC', 'CVE', 'CZK', 'DJF', 'DKK', 'DOP', 'DZD', 'EGP',
  'ETB', 'EUR', 'FJD', 'FKP', 'GBP', 'GEL', 'GIP', 'GMD', 'GNF', 'GTQ', 'GYD', 'HKD', 'HNL', 'HTG', 'HUF', 'IDR', 'ILS', 'INR',
  'ISK', 'JMD', 'JOD', 'JPY', 'KES', 'KGS', 'KHR', 'KMF', 'KRW', 'KWD', 'KYD', 'KZT', 'LAK', 'LBP', 'LKR', 'LRD', 'LSL', 'MAD',
  'MDL', 'MGA', 'MKD', 'MMK', 'MNT', 'MOP', 'MUR', 'MVR', 'MWK', 'MXN', 'MYR', 'MZN', 'NAD', 'NGN', 'NIO', 'NOK', 'NPR', 'NZD',
  'OMR', 'PAB', 'PEN', 'PGK', 'PHP', 'PKR', 'PLN', 'PYG', 'QAR', 'RON', 'RSD', 'RUB', 'RWF', 'SAR', 'SBD', 'SCR', 'SEK', 'SGD',
  'SHP', 'SLE', 'SOS', 'SRD', 'SZL', 'THB', 'TJS', 'TND', 'TOP', 'TRY', 'TTD', 'TWD', 'TZS', 'UAH', 'UGX', 'USD', 'UYU', 'UZS',
  'VND', 'VUV', 'WST', 'XAF', 'XCD', 'XCG', 'XOF', 'XPF', 'YER', 'ZAR', 'ZMW',
]);

/** Decimal places in Stripe's `amount`; every currency that is not listed here has 2, whatever ISO 4217 says.
 *  - MGA is zero-decimal here: ISO 4217 gives it two places (and five iraimbilanja make one ariary).
 *  - ISK and UGX have no minor unit in ISO 4217, but go with two places that must be 00.
 *  - HUF and TWD are charged with two places; only payouts are in whole units.
 *  Source: docs.stripe.com/currencies, "Zero-decimal currencies", "Three-decimal currencies", "Special cases". */
// biome-ignore format: a table reads better as one
export const STRIPE_DECIMALS: Readonly<Record<string, number>> = {
  BIF: 0, CLP: 0, DJF: 0, GNF: 0, JPY: 0, KMF: 0, KRW: 0, MGA: 0, PYG: 0, RWF: 0, VND: 0, VUV: 0, XAF: 0, XOF: 0, XPF: 0,
  BHD: 3, JOD: 3, KWD: 3, OMR: 3, TND: 3,
};

/** The last digit of a three-decimal amount must be 0: 5.124 KWD cannot be charged, 5.120 goes as 5120. Source: as
 *  above. */
export const THREE_DECIMAL_STEP = 10n;

/** The longest amount that any currency may have, in digits; the shorter limits of most are answered by Stripe.
 *  Source: docs.stripe.com/currencies, "Minimum and maximum charge amounts" (IDR: twelve digits). */
export const MAX_AMOUNT_DIGITS = 12;
