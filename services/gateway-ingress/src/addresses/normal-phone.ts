import { type CountryCode, isSupportedCountry, parsePhoneNumberFromString } from 'libphonenumber-js/max';

/** A phone number as people write it, in the one form of E.164 (with `;ext=` where it has an extension); undefined where it is none. One without
 *  a country's prefix is taken for one of `country`, i.e. of the billing address. */
export const normalPhone = (text: string, country: string): string | undefined => {
  const defaultCountry = isSupportedCountry(country) ? (country as CountryCode) : undefined;
  const number = parsePhoneNumberFromString(text, { extract: false, ...(defaultCountry && { defaultCountry }) });
  if (number === undefined || !number.isPossible()) return undefined;
  return number.ext === undefined ? number.number : `${number.number};ext=${number.ext}`;
};
