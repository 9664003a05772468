import type { Tollgate } from '@tollgate/sdk';
import type { Catalog } from '../catalog/catalog.client.js';
import type { LookupLimit } from '../orders/lookup-limit.js';
import type { Seals } from '../orders/seals.js';

/** What every route of the shop has in hand. */
export interface Shop {
  readonly tollgate: Tollgate;
  readonly catalog: Catalog;
  readonly seals: Seals;
  readonly lookups: LookupLimit;
  readonly shopUrl: string;
}
