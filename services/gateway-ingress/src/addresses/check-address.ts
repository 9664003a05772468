import { countries } from './countries.data.js';
import { postalCodePatterns } from './postal-codes.data.js';
import { regions } from './regions.data.js';
import type { AddressRequest, FieldError } from '../baskets/basket-request.js';

const anyRegion = /^[A-Z0-9]{1,3}$/;
const anyPostalCode = /^[A-Z0-9][A-Z0-9 -]{0,11}$/;

/** What of an address stays in clear, as carriers and tax tables write it. */
export const placeOf = ({ country, region = '', postalCode = '' }: AddressRequest) => ({
  country,
  region: region.toUpperCase(),
  postalCode: postalCode.toUpperCase(),
});

const regionCode = (country: string, region: string): string | undefined => {
  const known = regions[country];
  if (known === undefined) return region === '' || anyRegion.test(region) ? undefined : 'unknown_region';
  if (region === '') return 'required';
  return known.has(region) ? undefined : 'unknown_region';
};

const postalCodeCode = (country: string, postalCode: string): string | undefined => {
  const pattern = postalCodePatterns.get(country);
  if (postalCode === '') return pattern === undefined ? undefined : 'required';
  return (pattern ?? anyPostalCode).test(postalCode) ? undefined : 'invalid_postal_code';
};

/** What is wrong with an address that lies at `pointer` in the request: `unknown_country`, `unknown_region`, `invalid_postal_code`, or
 *  `required` where the country's addresses have a part that is missing. */
export const checkAddress = (address: AddressRequest, pointer: string): readonly FieldError[] => {
  const { country, region, postalCode } = placeOf(address);
  if (!countries.has(country)) return [{ code: 'unknown_country', field: `${pointer}/country` }];
  const found = [
    { code: regionCode(country, region), field: `${pointer}/region` },
    { code: postalCodeCode(country, postalCode), field: `${pointer}/postalCode` },
  ];
  return found.filter((error): error is FieldError => error.code !== undefined);
};
