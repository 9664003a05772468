import type { FileEntitlement, KnownEntitlement, Order } from '@tollgate/order';
import type { KnownVersions } from '../versions/choose-version.js';

/** What a link that may be used opens. */
export interface OpenedLink<E extends KnownEntitlement = KnownEntitlement> {
  /** The entitlement's own id. */
  readonly id: string;
  readonly order: Order;
  readonly entitlement: E;
}

export interface OpenedFile extends OpenedLink<FileEntitlement> {
  readonly known: KnownVersions;
}
