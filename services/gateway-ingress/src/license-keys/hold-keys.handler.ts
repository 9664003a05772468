import { Inject, Injectable } from '@nestjs/common';
import { DomainError } from '@tollgate/errors';
import { type Order, statusOf } from '@tollgate/order';
import { IdempotencyConflict } from '@tollgate/order-log';
import { LOG, type Log } from '@tollgate/service';
import type { Caller } from '../api-keys/api-keys.repository.js';
import type { OrderLines } from '../baskets/basket-lines.js';
import { refuseIfAny } from '../validation/field-error.js';
import { LicenseKeys } from './license-keys.client.js';
import { checkKeyCount, poolLines } from './pool-lines.js';

export interface HeldOrder {
  /** uuid */
  readonly order: string;
  readonly lines: OrderLines;
  readonly caller: Caller;
}

/** Whatever was sent to the database about an order that broke off has ended by then: a statement may take 10 s. */
const UNCERTAIN_MS = [120_000, 300_000, 900_000];
/** A request to keep keys that nobody answered may still be on its way, and be done behind the release. */
const UNANSWERED_MS = [30_000, 120_000, 600_000];
/** Those that wait in this process; what is beyond goes back after an hour. */
const MOST_WAITING = 10_000;

/** Keeps keys for an order before it is placed: nobody pays for a key that is not there. */
@Injectable()
export class HoldKeys {
  private waiting = 0;

  constructor(
    private readonly keys: LicenseKeys,
    @Inject(LOG) private readonly log: Log,
  ) {}

  /** Does the placing with keys kept for the order. Where it is certain that it was not placed they are given back at once; otherwise
   *  a little later, unless it is in the log by then: a merchant who repeats takes others each time. Goods without pools ask nobody. Throws
   *  DomainError `keys_exhausted`, `too_many_keys`. */
  async holding<T>({ order, lines, caller }: HeldOrder, place: () => Promise<T>): Promise<T> {
    refuseIfAny(checkKeyCount(lines));
    const pooled = poolLines(lines);
    if (pooled.length === 0) return place();
    await this.reserve({ order, lines, caller }, pooled);
    try {
      return await place();
    } catch (error) {
      if (isRefusal(error)) await this.release(order);
      else this.releaseLater(order, UNCERTAIN_MS);
      throw error;
    }
  }

  /** Gives the keys of an order back that fraud rejected; where this is not heard, esd-delivery goes by the log a little later. */
  ended(order: Order): void {
    if (statusOf(order) === 'rejected' && poolLines(order.placed.lines).length > 0) void this.release(order.id);
  }

  /** Where nobody answered, keys may be kept for an order that is certainly not placed. */
  private async reserve({ order, caller }: HeldOrder, pooled: ReturnType<typeof poolLines>): Promise<void> {
    try {
      for (const { sku, left } of await this.keys.reserve(caller, order, pooled))
        this.log.warn({ merchant: caller.merchant, mode: caller.mode, sku, left }, 'a pool of license keys is low');
    } catch (error) {
      if (!(error instanceof DomainError)) {
        await this.release(order);
        this.releaseLater(order, UNANSWERED_MS);
      }
      throw error;
    }
  }

  /** Until it is done once. */
  private releaseLater(order: string, [afterMs, ...next]: readonly number[]): void {
    if (afterMs === undefined || this.waiting >= MOST_WAITING) return;
    this.waiting += 1;
    setTimeout(() => {
      this.waiting -= 1;
      this.keys.release(order).catch(() => this.releaseLater(order, next));
    }, afterMs).unref();
  }

  private async release(order: string): Promise<void> {
    await this.keys
      .release(order)
      .catch((error: unknown) => this.log.warn({ order, error }, 'license keys are given back later'));
  }
}

/** It is certain that nothing was placed. Whatever else was thrown, a defect too, may have come after the append. */
const isRefusal = (error: unknown): boolean => error instanceof DomainError || error instanceof IdempotencyConflict;
