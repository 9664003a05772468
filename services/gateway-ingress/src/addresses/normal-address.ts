import { countryRules } from './country-rules.data.js';
import { territories } from './us-states.data.js';

/** An address as it came in. */
export interface AddressRequest {
  readonly name?: string | undefined;
  readonly line1?: string | undefined;
  readonly line2?: string | undefined;
  readonly city?: string | undefined;
  readonly region?: string | undefined;
  readonly postalCode?: string | undefined;
  /** ISO 3166-1 alpha-2 */
  readonly country: string;
}

/** What of an address stays in clear, in the one way to write it. */
export interface TaxAddress {
  readonly country: string;
  /** ISO 3166-2 without the country; empty where there is none. */
  readonly region: string;
  readonly postalCode: string;
}

const regionCode = (country: string, region: string): string => {
  const written = region.trim().toUpperCase();
  const bare = written.startsWith(`${country}-`) ? written.slice(country.length + 1) : written;
  return countryRules(country)?.regions.find(({ names }) => names.includes(bare))?.code ?? bare;
};

/** Countries, regions and postal codes are written in many ways; this is the one that taxes, tariffs and records go by. A territory of the United
 *  States is a state of them, also where it was written as a country: `PR` is `US` and `PR`. */
export const normalAddress = ({ country, region = '', postalCode = '' }: AddressRequest): TaxAddress => ({
  ...(territories.has(country)
    ? { country: 'US', region: country }
    : { country, region: region === '' ? '' : regionCode(country, region) }),
  postalCode: postalCode.trim().toUpperCase(),
});
