import { Inject, Injectable } from '@nestjs/common';
import { type MerchantEvent, toPublicId } from '@tollgate/contracts';
import { derivedId, newId } from '@tollgate/crypto';
import type { Clock } from '@tollgate/errors';
import { merchantSettings } from '@tollgate/order';
import type { OrderLog, Target } from '@tollgate/order-log';
import { CLOCK, ORDER_LOG } from '@tollgate/service';
import { DataSource, type EntityManager } from 'typeorm';

/** A person who does something. */
export interface Acting {
  /** uuid */
  readonly user: string;
  readonly requestId: string;
  readonly once?: string | undefined;
}

/** What was done, by whom, and where it is recorded. */
export interface Change<T> {
  /** uuid */
  readonly user: string;
  readonly result: T;
  /** `mer_…` */
  readonly stores: readonly string[];
  /** Undefined where nothing was changed. */
  readonly event: MerchantEvent | undefined;
  /** Names what can happen once alone (uuid): tried again after a commit that failed, it is recorded once. */
  readonly once?: string;
}

/** The name of a person in the log and in addresses. */
export const actorOf = (user: string): string => toPublicId('usr', user);

const MONTH_LENGTH = 'YYYY-MM'.length;

/** A store's access in one month, apart from its settings: whoever appends reads what came before, which stays short so. People work for a store,
 *  whatever its mode. */
const accessTarget = (merchant: string, now: Date): Target<unknown> => ({
  fold: merchantSettings,
  id: derivedId('access', merchant, now.toISOString().slice(0, MONTH_LENGTH)),
  merchant,
  mode: 'live',
});

/** Who did what with the people and keys of a store (S21). */
@Injectable()
export class AccessRecord {
  constructor(
    @Inject(ORDER_LOG) private readonly log: OrderLog,
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly database: DataSource,
  ) {}

  /** Does something in one transaction, and records it before the commit: nothing is done that is not recorded. Should the commit fail, the log
   *  tells of something that was tried. Throws TransientError where the database or the log takes nothing, and what `work` throws. */
  change<T>(requestId: string, work: (manager: EntityManager) => Promise<Change<T>>): Promise<T> {
    return this.database.transaction(async (manager) => {
      const { result, user, stores, event, once } = await work(manager);
      if (event !== undefined) await this.append(stores, { user, requestId, once }, event);
      return result;
    });
  }

  /** In each of these stores; without a user where nobody knows who it was. Throws TransientError where the log takes nothing. */
  async append(
    merchants: readonly string[],
    { user, requestId, once }: Partial<Acting> & Pick<Acting, 'requestId'>,
    event: MerchantEvent,
  ): Promise<void> {
    const id = once === undefined ? newId() : derivedId('access', event.type, once);
    const actor = user === undefined ? {} : { on: actorOf(user) };
    const cause = { id, hash: '', correlation: requestId, ...actor };
    const now = this.clock.now();
    await Promise.all(merchants.map((merchant) => this.log.decide(accessTarget(merchant, now), cause, () => [event])));
  }
}
