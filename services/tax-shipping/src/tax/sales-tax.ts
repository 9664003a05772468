import type { Destination, Unpriced } from '../price/cart.js';
import type { TaxSettings } from '../settings/tax-settings.schema.js';
import { byRegion, inForce, jurisdictionOf } from './tax-lines.js';
import { firstTaxDay, type StateSalesTax, untaxedUsRegions, usSalesTax } from './us-sales-tax.data.js';

const taxByRegion = byRegion(usSalesTax);

/** The sales tax that a merchant collects at a destination on a day (YYYY-MM-DD, UTC). `none` outside the US, where no
 *  state has one, and where the merchant has no nexus. Answers why it cannot be told: `unknown_region`, as a state that
 *  is none would go untaxed unseen, or `date_not_served`. */
export const salesTaxAt = (
  { address: { country, region }, field }: Destination,
  day: string,
  { nexus }: TaxSettings,
): StateSalesTax | 'none' | Unpriced => {
  if (country !== 'US' || untaxedUsRegions.has(region)) return 'none';
  if (!taxByRegion.has(region)) {
    return { code: 'unknown_region', field: `${field}/region`, detail: 'The region is no state or territory of the US.' };
  }
  const jurisdiction = jurisdictionOf({ region });
  if (!nexus.some((one) => one.jurisdiction === jurisdiction)) return 'none';
  if (day < firstTaxDay) return { code: 'date_not_served', field: '/at', detail: `Tax rates are known from ${firstTaxDay} on.` };
  return inForce(taxByRegion, region, day) ?? 'none';
};
