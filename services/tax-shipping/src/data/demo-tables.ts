import type { PricingTables } from '../domain/price-order.js';
import { byRegion } from '../domain/tax-lines.js';
import { demoShipping } from './shipping-rates.js';
import { firstTaxDay, untaxedUsRegions, usSalesTax } from './us-sales-tax.js';

/** What every merchant's prices are made from until merchants have tables of their own: nexus in every taxing state, one shipping table. */
export const demoTables: PricingTables = {
  usSalesTax: byRegion(usSalesTax),
  untaxedUsRegions,
  firstTaxDay,
  shipping: demoShipping,
};
