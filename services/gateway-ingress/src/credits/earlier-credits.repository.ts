import { Inject, Injectable } from '@nestjs/common';
import { newId } from '@tollgate/crypto';
import { invariant } from '@tollgate/errors';
import { fold, type Order, statusOf } from '@tollgate/order';
import type { IdempotencyKey, IdempotencyRecord, OrderLog } from '@tollgate/order-log';
import { ORDER_LOG } from '@tollgate/service';
import type { Caller } from '../api-keys/api-keys.repository.js';
import { IdempotencyRepository } from '../idempotency/idempotency.repository.js';
import { ordersOf } from '../references/count-orders.repository.js';
import { type EarlierCredit, type LookBack, MOST_LOOKED_AT } from './permit-credit.js';

/** The credits of a currency up to now, and the turn of the next one. */
export interface CreditTurn extends LookBack {
  /** To be appended with the credit: whoever takes the same turn has not seen it, and looks again. */
  readonly record: IdempotencyRecord;
}

const READ_AT_ONCE = 20;

const describe = (order: Order): readonly EarlierCredit[] => {
  const { id, credit, placed, placedAt } = order;
  if (credit === undefined || statusOf(order) === 'declined') return [];
  return [{ order: id, minor: credit.amount?.minor ?? 0n, card: placed.screening?.card ?? '', placedAt }];
};

/** A store's credits in a currency follow each other: an idempotency record for each, so that two that come at once are not both let through by what
 *  they saw of the day. */
@Injectable()
export class EarlierCredits {
  constructor(
    @Inject(ORDER_LOG) private readonly log: OrderLog,
    private readonly idempotency: IdempotencyRepository,
  ) {}

  /** Reads the credits up to the first that was placed before a moment, and twice the logarithm of how many there ever were. */
  async since(caller: Caller, currency: string, from: Date): Promise<CreditTurn> {
    const { merchant, mode } = caller;
    const nameOf = (turn: number): IdempotencyKey => ({ merchant, mode, scope: 'credit', key: `${currency} ${turn}` });
    const count = await ordersOf(async (turn) => (await this.log.findIdempotencyRecord(nameOf(turn))) !== undefined);
    const record = {
      id: newId(),
      ...nameOf(count + 1),
      fingerprint: this.idempotency.fingerprint(caller, `credit ${currency}`),
    } as const;
    const orders: Order[] = [];
    const isPast = ({ placedAt }: Order): boolean => Date.parse(placedAt) < from.getTime();
    const isWhole = (): boolean => orders.length === count || orders.some(isPast);
    while (!isWhole() && orders.length < MOST_LOOKED_AT) {
      const last = count - orders.length;
      const turns = Array.from({ length: Math.min(last, READ_AT_ONCE) }, (_, index) => last - index);
      orders.push(...(await Promise.all(turns.map((turn) => this.orderOf(nameOf(turn))))));
    }
    return { earlier: orders.flatMap(describe), isCut: !isWhole(), record };
  }

  private async orderOf(name: IdempotencyKey): Promise<Order> {
    const { subject = null } = (await this.log.findIdempotencyRecord(name)) ?? {};
    const order = subject === null ? undefined : fold(await this.log.read(subject));
    invariant(order !== undefined, 'a turn was taken with a credit');
    return order;
  }
}
