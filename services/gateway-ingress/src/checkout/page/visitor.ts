import { countries } from '../../addresses/countries.data.js';

/** What a browser says of where a form comes from. */
export interface FormHeaders {
  readonly origin?: string | undefined;
  readonly host?: string | undefined;
  readonly 'sec-fetch-site'?: string | string[] | undefined;
}

/** Whether another site's page sends it. A page that tells nobody where it is sends `Origin: null`, as ours does. Source: Fetch §3.2. */
export const isFromElsewhere = ({ origin, host, 'sec-fetch-site': site }: FormHeaders): boolean => {
  if (site !== undefined) return site !== 'same-origin' && site !== 'none';
  return origin !== undefined && origin !== 'null' && origin !== `https://${host}`;
};

/** The country that a browser's languages name first; the United States where they name none. */
export const countryOf = (acceptLanguage: string): string => {
  const named = [...acceptLanguage.matchAll(/\b[a-z]{2,3}-([A-Z]{2})\b/g)].map(([, country = '']) => country);
  return named.find((country) => countries.has(country)) ?? 'US';
};
