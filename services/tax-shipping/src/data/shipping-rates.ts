/** How a parcel travels. */
export type ShippingMethod = 'ground' | 'express';
export type Zone = 'us' | 'world';

export interface WeightStep {
  /** The price holds up to and including this weight. */
  readonly upToGrams: bigint;
  /** Minor units of the table's currency, by zone and method. */
  readonly price: Readonly<Record<Zone, Readonly<Record<ShippingMethod, bigint>>>>;
}

export interface ShippingTable {
  /** ISO 4217; a parcel cannot be priced in another one. */
  readonly currency: string;
  /** By weight, ascending. */
  readonly steps: readonly WeightStep[];
  /** Each kilogram begun beyond the last step. */
  readonly furtherKilogram: WeightStep['price'];
  /** ISO 3166-1 alpha-2 of every country that parcels go to. */
  readonly countries: ReadonlySet<string>;
}

const step = (upToGrams: bigint, us: readonly [bigint, bigint], world: readonly [bigint, bigint]): WeightStep => ({
  upToGrams,
  price: { us: { ground: us[0], express: us[1] }, world: { ground: world[0], express: world[1] } },
});

/** The demo merchant's: made up, in the range of what carriers charged for parcels in 2025. US dollars, in cents. */
export const demoShipping: ShippingTable = {
  currency: 'USD',
  steps: [
    //   grams    US: ground, express    rest of the world: ground, express
    step(250n, [495n, 1495n], [1495n, 3995n]),
    step(500n, [595n, 1795n], [1895n, 4495n]),
    step(1_000n, [795n, 2195n], [2495n, 5495n]),
    step(2_000n, [995n, 2795n], [3495n, 6995n]),
    step(5_000n, [1495n, 4295n], [5995n, 10995n]),
    step(10_000n, [2195n, 6495n], [9495n, 16995n]),
    step(20_000n, [3495n, 9995n], [15995n, 26995n]),
    step(30_000n, [4795n, 13495n], [21995n, 36995n]),
  ],
  furtherKilogram: { us: { ground: 150n, express: 395n }, world: { ground: 695n, express: 995n } },
  // biome-ignore format: a table reads better as one
  countries: new Set([
    'US', 'CA', 'MX',
    'AT', 'BE', 'BG', 'HR', 'CY', 'CZ', 'DK', 'EE', 'FI', 'FR', 'DE', 'GR', 'HU', 'IE', 'IT', 'LV', 'LT', 'LU', 'MT', 'NL', 'PL', 'PT',
    'RO', 'SK', 'SI', 'ES', 'SE',
    'CH', 'GB', 'IS', 'LI', 'NO',
    'AU', 'HK', 'IL', 'JP', 'KR', 'NZ', 'SG', 'TW',
  ]),
};
