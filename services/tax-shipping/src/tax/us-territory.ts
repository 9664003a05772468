import type { TaxAddress } from '@tollgate/contracts';

/** Territories of the United States that ISO 3166-1 lists as countries of their own, too. Source: ISO 3166-2:US. */
const territories: ReadonlySet<string> = new Set(['AS', 'GU', 'MP', 'PR', 'UM', 'VI']);

/** The normal form of an address: a territory of the United States is a region of it, however it was written, so that
 *  one place has one price. Anything else stays as it is. */
export const normalTerritory = (address: TaxAddress): TaxAddress =>
  territories.has(address.country) ? { ...address, country: 'US', region: address.country } : address;
