interface Step {
  upToGrams: number;
  amount: number;
}
/** Cents of up to this many grams: United States by ground and express, rest of the world by ground and express. */
type Row = readonly [grams: number, us: readonly [number, number], world: readonly [number, number]];

/** Made up, in the range of what carriers charged for parcels in 2025. US dollars, in cents. */
const rows: readonly Row[] = [
  //   grams    US: ground, express    rest of the world: ground, express
  [250, [495, 1495], [1495, 3995]],
  [500, [595, 1795], [1895, 4495]],
  [1_000, [795, 2195], [2495, 5495]],
  [2_000, [995, 2795], [3495, 6995]],
  [5_000, [1495, 4295], [5995, 10995]],
  [10_000, [2195, 6495], [9495, 16995]],
  [20_000, [3495, 9995], [15995, 26995]],
  [30_000, [4795, 13495], [21995, 36995]],
];

const stepsBy = (amountOf: (row: Row) => number): Step[] => rows.map((row) => ({ upToGrams: row[0], amount: amountOf(row) }));

/** What holds for a merchant who never set anything: two methods, the United States and the rest of the world by
 *  weight. */
export const defaultShipping = {
  currency: 'USD',
  zones: [
    { name: 'us', countries: ['US'] },
    {
      name: 'world',
      // biome-ignore format: a table reads better as one
      countries: [
        'CA', 'MX',
        'AT', 'BE', 'BG', 'HR', 'CY', 'CZ', 'DK', 'EE', 'FI', 'FR', 'DE', 'GR', 'HU', 'IE', 'IT', 'LV', 'LT', 'LU', 'MT', 'NL', 'PL', 'PT',
        'RO', 'SK', 'SI', 'ES', 'SE',
        'CH', 'GB', 'IS', 'LI', 'NO',
        'AU', 'HK', 'IL', 'JP', 'KR', 'NZ', 'SG', 'TW',
      ],
    },
  ],
  methods: [
    {
      name: 'ground',
      freeFrom: null,
      rates: [
        { zone: 'us', steps: stepsBy(([, us]) => us[0]), furtherKilogram: 150 },
        { zone: 'world', steps: stepsBy(([, , world]) => world[0]), furtherKilogram: 695 },
      ],
    },
    {
      name: 'express',
      freeFrom: null,
      rates: [
        { zone: 'us', steps: stepsBy(([, us]) => us[1]), furtherKilogram: 395 },
        { zone: 'world', steps: stepsBy(([, , world]) => world[1]), furtherKilogram: 995 },
      ],
    },
  ],
};
