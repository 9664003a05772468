import { TransientError } from '@tollgate/errors';
import type { DueItem, DueWork } from './due-work.js';

export interface HeldItem {
  readonly dueWork: DueWork;
  readonly item: DueItem;
  readonly leaseMs: number;
  /** The item may be another replica's by now. */
  readonly onLost: (reason: TransientError) => void;
  readonly onFailure: (error: unknown) => void;
}

/** The part of a lease that an item may use: what is noted after it must still be within. */
export const USABLE = 0.9;

/** The lease of an item whose work may take longer than it: renewed at each third of it. */
export class HeldLease {
  private item: DueItem;
  private renewedAtMs = performance.now();
  private timer: NodeJS.Timeout | undefined;
  private renewing: Promise<void> = Promise.resolve();

  constructor(private readonly of: HeldItem) {
    this.item = of.item;
    this.renewLater();
  }

  /** Renews no more; answers the item as it is held now. */
  async end(): Promise<DueItem> {
    clearTimeout(this.timer);
    await this.renewing;
    clearTimeout(this.timer);
    return this.item;
  }

  private renewLater(): void {
    this.timer = setTimeout(() => {
      this.renewing = this.renew();
    }, this.of.leaseMs / 3);
  }

  private async renew(): Promise<void> {
    const { dueWork, leaseMs, onLost, onFailure } = this.of;
    const atMs = performance.now();
    try {
      const renewed = await dueWork.renew(this.item, leaseMs);
      if (renewed === undefined) return onLost(new TransientError('the lease was lost to another replica'));
      this.item = renewed;
      this.renewedAtMs = atMs;
    } catch (error) {
      onFailure(error);
      if (performance.now() - this.renewedAtMs > leaseMs * USABLE)
        return onLost(new TransientError('the lease could not be renewed'));
    }
    this.renewLater();
  }
}
