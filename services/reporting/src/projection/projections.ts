import { outcomesProjection } from '../cells/outcomes-projection.js';
import { figuresProjections } from '../figures/figures-projections.js';
import { journalProjection } from '../journal/journal-projection.js';
import { orderSkusProjection, ordersProjection } from '../orders/orders-projection.js';
import { settlementsProjection } from '../settlement/settlements.js';
import type { Projection } from './projection.js';

/** All read models. A new one, or a new column, is an entry here and a migration that begins them anew. */
export const projections: readonly Projection[] = [
  ordersProjection,
  orderSkusProjection,
  ...figuresProjections,
  settlementsProjection,
  journalProjection,
  outcomesProjection,
];
