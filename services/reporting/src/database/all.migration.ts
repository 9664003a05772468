import { ReadModels1763900100000 } from './1763900100000-read-models.migration.js';
import { TablesByGeneration1764200000000 } from './1764200000000-tables-by-generation.migration.js';
import { Journal1764500000000 } from './1764500000000-journal.migration.js';
import { CountriesAndDeclines1764600000000 } from './1764600000000-countries-and-declines.migration.js';
import { ShippingSettlementOutcomes1765000000000 } from './1765000000000-shipping-settlement-outcomes.migration.js';
import { CustomerDays1766700000000 } from './1766700000000-customer-days.migration.js';

export const migrations = [
  ReadModels1763900100000,
  TablesByGeneration1764200000000,
  Journal1764500000000,
  CountriesAndDeclines1764600000000,
  ShippingSettlementOutcomes1765000000000,
  CustomerDays1766700000000,
];
