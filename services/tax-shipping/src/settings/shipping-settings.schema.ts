import { DomainError } from '@tollgate/errors';
import { isCurrency } from '@tollgate/money';
import type { SettingsArea } from '@tollgate/settings';
import { z } from 'zod';
import { defaultShipping } from '../shipping/default-shipping.data.js';

/** The most that fits a card payment. Source: ISO 8583:1987 DE 4, n 12. */
const MOST_MINOR = 999_999_999_999;
const MOST_GRAMS = 100_000_000;
const MOST_ZONES = 50;
const MOST_STEPS = 100;

const minorUnits = z.int().min(0).max(MOST_MINOR);
const name = z.string().regex(/^[a-z0-9][a-z0-9_-]{0,39}$/, 'A name is of small letters, digits, - and _.');
/** ISO 3166-1 alpha-2 */
const country = z.string().regex(/^[A-Z]{2}$/, 'A country is two capital letters.');

const step = z.strictObject({
  /** The price holds up to and including this weight. */
  upToGrams: z.int().min(1).max(MOST_GRAMS),
  amount: minorUnits,
});

const rate = z.strictObject({
  zone: name,
  /** By weight, ascending. */
  steps: z.array(step).min(1).max(MOST_STEPS),
  /** Each kilogram begun beyond the last step; null: nothing heavier is carried. */
  furtherKilogram: minorUnits.nullable(),
});

const method = z.strictObject({
  name,
  /** Carts of at least this subtotal are sent for nothing; null: none are. */
  freeFrom: minorUnits.nullable(),
  rates: z.array(rate).min(1).max(MOST_ZONES),
});

const schema = z.strictObject({
  /** ISO 4217; a parcel cannot be priced in another one. All amounts are its minor units. */
  currency: z.string().refine(isCurrency, 'This is no currency of ISO 4217.'),
  /** Where parcels go. A territory of the United States is in the zone of `US`. */
  zones: z
    .array(z.strictObject({ name, countries: z.array(country).min(1).max(250) }))
    .min(1)
    .max(MOST_ZONES),
  /** How parcels go; the first that goes there is taken when none was chosen. */
  methods: z.array(method).min(1).max(20),
});

export type ShippingSettings = z.infer<typeof schema>;
export type ShippingRate = ShippingSettings['methods'][number]['rates'][number];

const refuse = (field: string, detail: string): never => {
  throw new DomainError('invalid_settings', field, detail);
};

/** Where a value stands that stood before; undefined where each stands once. */
const repeated = (values: readonly string[]): number | undefined => {
  const index = values.findIndex((value, at) => values.indexOf(value) < at);
  return index < 0 ? undefined : index;
};

const checkZones = ({ zones }: ShippingSettings): void => {
  const twice = repeated(zones.map((zone) => zone.name));
  if (twice !== undefined) refuse(`/zones/${twice}/name`, 'Another zone has this name.');
  const places = zones.flatMap(({ countries }, zone) =>
    countries.map((code, at) => ({ code, field: `/zones/${zone}/countries/${at}` })),
  );
  const place = repeated(places.map(({ code }) => code));
  if (place !== undefined) refuse(places[place]?.field ?? '/zones', 'The country is in a zone already.');
};

const checkRate = ({ zone, steps }: ShippingRate, zones: ReadonlySet<string>, field: string): void => {
  if (!zones.has(zone)) refuse(`${field}/zone`, 'There is no such zone.');
  const falling = steps.findIndex(({ upToGrams }, at) => at > 0 && upToGrams <= (steps[at - 1]?.upToGrams ?? 0));
  if (falling >= 0) refuse(`${field}/steps/${falling}/upToGrams`, 'Steps go by weight, each higher than the one before.');
};

const checkMethods = ({ methods, zones }: ShippingSettings): void => {
  const names = new Set(zones.map((zone) => zone.name));
  const twice = repeated(methods.map((one) => one.name));
  if (twice !== undefined) refuse(`/methods/${twice}/name`, 'Another method has this name.');
  for (const [at, { rates }] of methods.entries()) {
    for (const [index, one] of rates.entries()) checkRate(one, names, `/methods/${at}/rates/${index}`);
    const again = repeated(rates.map(({ zone }) => zone));
    if (again !== undefined) refuse(`/methods/${at}/rates/${again}/zone`, 'The method has a rate for this zone already.');
  }
};

/** The settings area `shipping`. */
export const shippingSettings: SettingsArea<ShippingSettings> = {
  area: 'shipping',
  service: 'tax-shipping',
  schema,
  defaults: defaultShipping,
  beyond: (document) => {
    checkZones(document);
    checkMethods(document);
  },
};
