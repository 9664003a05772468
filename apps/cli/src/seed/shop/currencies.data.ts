/** How a shop prices in a currency. */
export interface PriceTag {
  /** Units of the currency for a dollar, as the shop reckons. */
  readonly perDollar: number;
  /** Prices go up by so many minor units … */
  readonly step: number;
  /** … and end on so many of them: 99 of 100 is 19.99. */
  readonly ending: number;
}

// biome-ignore format: a table reads better as one
export const priceTags: Readonly<Record<string, PriceTag>> = {
  USD: { perDollar: 1, step: 100, ending: 99 },
  CAD: { perDollar: 1.36, step: 100, ending: 99 },
  MXN: { perDollar: 18, step: 1_000, ending: 900 },
  BRL: { perDollar: 5.3, step: 500, ending: 490 },
  EUR: { perDollar: 0.95, step: 100, ending: 99 },
  GBP: { perDollar: 0.82, step: 100, ending: 99 },
  CHF: { perDollar: 0.9, step: 50, ending: 50 },
  SEK: { perDollar: 10, step: 1_000, ending: 900 },
  AUD: { perDollar: 1.5, step: 100, ending: 95 },
  NZD: { perDollar: 1.65, step: 100, ending: 95 },
  INR: { perDollar: 80, step: 5_000, ending: 4_900 },
  JPY: { perDollar: 150, step: 100, ending: 80 },
  KRW: { perDollar: 1_350, step: 1_000, ending: 900 },
  AED: { perDollar: 3.67, step: 100, ending: 100 },
  KWD: { perDollar: 0.31, step: 250, ending: 250 },
};
