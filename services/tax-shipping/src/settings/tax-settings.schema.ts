import { DomainError } from '@tollgate/errors';
import type { SettingsArea } from '@tollgate/settings';
import { z } from 'zod';
import { taxJurisdictions } from '../tax/us-sales-tax.data.js';

const known: ReadonlySet<string> = new Set(taxJurisdictions);
const MOST_CHARACTERS = 64;

/** ISO 3166-2, e.g. `US-NY`. */
const jurisdiction = z.string().refine((code) => known.has(code), 'No tax rates are known of this jurisdiction.');

const schema = z.strictObject({
  /** Where the merchant collects tax; nowhere else is any due. */
  nexus: z
    .array(
      z.strictObject({
        jurisdiction,
        /** The merchant's number there. */
        registration: z.string().max(MOST_CHARACTERS).optional(),
      }),
    )
    .max(taxJurisdictions.length),
  /** Where the merchant's goods are taxed in another way than the table says of goods of their class. */
  taxability: z
    .array(z.strictObject({ jurisdiction, taxClass: z.enum(['digital_goods', 'tangible_goods']), isTaxed: z.boolean() }))
    .max(2 * taxJurisdictions.length),
});

export type TaxSettings = z.infer<typeof schema>;

/** Throws DomainError `invalid_settings` at the first entry that says once more what one before it said. */
const refuseRepeated = (name: keyof TaxSettings, keys: readonly string[]): void => {
  const index = keys.findIndex((key, at) => keys.indexOf(key) < at);
  if (index >= 0) throw new DomainError('invalid_settings', `/${name}/${index}`, 'This is said twice.');
};

/** The settings area `tax`. Who never set anything collects in every jurisdiction whose rates are known. */
export const taxSettings: SettingsArea<TaxSettings> = {
  area: 'tax',
  service: 'tax-shipping',
  schema,
  defaults: { nexus: taxJurisdictions.map((code) => ({ jurisdiction: code })), taxability: [] },
  beyond: ({ nexus, taxability }) => {
    refuseRepeated(
      'nexus',
      nexus.map((one) => one.jurisdiction),
    );
    refuseRepeated(
      'taxability',
      taxability.map((one) => `${one.jurisdiction} ${one.taxClass}`),
    );
  },
};
