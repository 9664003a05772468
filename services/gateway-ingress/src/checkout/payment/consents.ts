import type { AcceptedConsent } from '../../placements/order-request.js';

/** A box that the page shows. */
export interface ShownConsent {
  readonly id: string;
  readonly text: string;
  readonly isRequired: boolean;
}

/** The consumers who may withdraw from what they bought at a distance. Source: the members of the European Union, and of the European Economic Area
 *  besides (directive 2011/83/EU). */
const withdrawalCountries: ReadonlySet<string> = new Set(
  'AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IS IT LI LT LU LV MT NL NO PL PT RO SE SI SK'.split(' '),
);

interface Sold {
  readonly items: readonly { readonly kind: 'digital' | 'physical' }[];
  readonly consents?: readonly ShownConsent[] | undefined;
}

/** What the customer is asked to agree to: what the merchant asks, and, where digital goods go to a consumer who could withdraw, that delivery begins
 *  at once and the right ends with it. Source: directive 2011/83/EU, article 16 (m). */
export const consentsFor = ({ items, consents = [] }: Sold, country: string, waiver: string): readonly ShownConsent[] => {
  const isDue = withdrawalCountries.has(country) && items.some(({ kind }) => kind === 'digital');
  return isDue ? [...consents, { id: 'withdrawal_waiver', text: waiver, isRequired: true }] : consents;
};

export const consentField = (id: string): string => `consent.${id}`;

const isTicked = (values: Readonly<Record<string, string>>, { id }: ShownConsent): boolean => values[consentField(id)] === 'yes';

/** Those that are required and not ticked. */
export const missingConsents = (
  shown: readonly ShownConsent[],
  values: Readonly<Record<string, string>>,
): readonly ShownConsent[] => shown.filter((consent) => consent.isRequired && !isTicked(values, consent));

/** What was agreed to, in the words that were read. */
export const acceptedConsents = (
  shown: readonly ShownConsent[],
  values: Readonly<Record<string, string>>,
): readonly AcceptedConsent[] => shown.filter((consent) => isTicked(values, consent)).map(({ id, text }) => ({ id, text }));
