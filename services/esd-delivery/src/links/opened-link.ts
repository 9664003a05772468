import type { FileEntitlement, KnownEntitlement, Order } from '@tollgate/order';

/** What a link that may be used opens. */
export interface OpenedLink<E extends KnownEntitlement = KnownEntitlement> {
  /** The entitlement's own id. */
  readonly id: string;
  readonly order: Order;
  readonly entitlement: E;
}

export type OpenedFile = OpenedLink<FileEntitlement>;
