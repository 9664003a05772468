import { journalProjection } from '../journal/journal-projection.js';
import { ordersProjection } from '../orders/orders-projection.js';
import { salesProjection } from '../sales/sales-projection.js';
import type { Projection } from './projection.js';

/** All read models. A new one is an entry here and a migration for its tables; a rebuild fills it. */
export const projections: readonly Projection[] = [ordersProjection, salesProjection, journalProjection];
