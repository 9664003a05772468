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

/** Keeps keys for an order before it is placed: nobody pays for a key that is not there. */
@Injectable()
export class HoldKeys {
  constructor(
    private readonly keys: LicenseKeys,
    @Inject(LOG) private readonly log: Log,
  ) {}

  /** Does the placing with keys kept for the order. Where it is certain that it was not placed they are given back at once; otherwise
   *  esd-delivery goes by the log. Goods without pools ask nobody. Throws DomainError `keys_exhausted`, `too_many_keys`. */
  async holding<T>({ order, lines, caller }: HeldOrder, place: () => Promise<T>): Promise<T> {
    refuseIfAny(checkKeyCount(lines));
    const pooled = poolLines(lines);
    if (pooled.length === 0) return place();
    await this.reserve({ order, lines, caller }, pooled);
    try {
      return await place();
    } catch (error) {
      if (isRefusal(error)) await this.release(order);
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
      if (!(error instanceof DomainError)) await this.release(order);
      throw error;
    }
  }

  private async release(order: string): Promise<void> {
    await this.keys
      .release(order)
      .catch((error: unknown) => this.log.warn({ order, error }, 'license keys are given back later'));
  }
}

/** It is certain that nothing was placed. Whatever else was thrown, a defect too, may have come after the append. */
const isRefusal = (error: unknown): boolean => error instanceof DomainError || error instanceof IdempotencyConflict;
