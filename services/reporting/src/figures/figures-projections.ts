import type { Projection } from '../projection/projection.js';
import { rollUp } from '../projection/roll-up/roll-up.js';
import {
  countriesOf,
  countryMeasures,
  declineMeasures,
  declinesOf,
  productMeasures,
  productsOf,
  taxesOf,
  taxMeasures,
} from './breakdowns.js';
import { figures, figuresOf } from './figures.js';
import { shippingMeasures, shippingOf } from './shipping.js';

/** A day or a month of most zones is a sum of hours, that of any zone one of quarters. */
const figuresProjection = rollUp({
  name: 'figures',
  grains: ['quarter', 'hour', 'day', 'month'],
  dimensions: {},
  measures: figures,
  contributionsOf: figuresOf,
});

/** A period of any length and zone is a sum of some months, days and quarters. */
const grains = ['quarter', 'day', 'month'] as const;

/** Sales by quarter of an hour, and what they are made of. */
export const figuresProjections: readonly Projection[] = [
  figuresProjection,
  rollUp({ name: 'product_sales', grains, dimensions: { sku: 'text' }, measures: productMeasures, contributionsOf: productsOf }),
  rollUp({
    name: 'country_sales',
    grains,
    dimensions: { country: 'text' },
    measures: countryMeasures,
    contributionsOf: countriesOf,
  }),
  rollUp({
    name: 'taxes',
    grains,
    dimensions: { jurisdiction: 'text', name: 'text', rate_ppm: 'int' },
    measures: taxMeasures,
    contributionsOf: taxesOf,
  }),
  rollUp({
    name: 'declines',
    grains,
    dimensions: { outcome: 'text', code: 'text' },
    measures: declineMeasures,
    contributionsOf: declinesOf,
  }),
  rollUp({
    name: 'shipping_sales',
    grains,
    dimensions: { method: 'text', country: 'text' },
    measures: shippingMeasures,
    contributionsOf: shippingOf,
  }),
];
