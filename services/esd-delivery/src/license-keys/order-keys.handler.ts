import { Inject, Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import type { EventHeader, IssuedLicenseKey } from '@tollgate/contracts';
import { DomainError, TransientError } from '@tollgate/errors';
import { LicenseSecrets } from '@tollgate/license-keys';
import { fold } from '@tollgate/order';
import type { OrderLog } from '@tollgate/order-log';
import { CONFIG, LOG, type Log, ORDER_LOG } from '@tollgate/service';
import { type Config, downloadTimes } from '../config.js';
import { followOrder } from './follow-order.js';
import { KeyStock } from './key-stock.repository.js';
import { type IssuedKeys, issuedKey, KeysWanted, NO_KEYS, type Piece, pieceName } from './with-keys.js';

/** More would mean that each decision wants other keys than the one before. */
const MOST_ROUNDS = 5;

/** The license keys of orders: taken before they are granted, and afterwards what the log says they are. */
@Injectable()
export class OrderLicenseKeys implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly lookAgainMs: number;
  private timer: NodeJS.Timeout | undefined;
  private looking: Promise<void> | undefined;

  // biome-ignore lint/complexity/useMaxParams: what Nest injects
  constructor(
    private readonly stock: KeyStock,
    @Inject(ORDER_LOG) private readonly orders: Pick<OrderLog, 'read'>,
    @Inject(LOG) private readonly log: Log,
    private readonly secrets: LicenseSecrets,
    @Inject(CONFIG) { times = downloadTimes }: Partial<Pick<Config, 'times'>>,
  ) {
    this.lookAgainMs = times.lookAgainMs;
  }

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => this.look(), this.lookAgainMs);
  }

  async onModuleDestroy(): Promise<void> {
    clearInterval(this.timer);
    await this.looking;
  }

  /** Grants by a decision that may want keys: they are taken under the names of the order's pieces, which a redelivered capture has, too, and
   *  then it is decided again. Throws TransientError where a pool has none left, which takes a merchant who filled none before selling. */
  async grant(header: EventHeader, decide: (keys: IssuedKeys) => Promise<unknown>): Promise<void> {
    let keys = NO_KEYS;
    for (let round = 0; round < MOST_ROUNDS; round += 1) {
      try {
        await decide(keys);
        if (keys.size > 0) await this.followSoon(header.subject.id);
        return;
      } catch (error) {
        if (!(error instanceof KeysWanted)) throw error;
        keys = new Map([...keys, ...(await this.take(header, error.pieces))]);
      }
    }
    throw new TransientError('each decision wanted other license keys');
  }

  /** Writes down what the log says of an order's keys. */
  async follow(order: string): Promise<void> {
    await this.stock.settle(order, async (keys) => followOrder(keys, fold(await this.orders.read(order))));
  }

  /** Gives back what was kept for an order that is not in the log, and will never be; of one that is there, what the log says of it. */
  async release(order: string): Promise<void> {
    await this.stock.settle(order, async (keys) => {
      const abandoned = keys.map((key) => ({ ...key, isOld: true }));
      return followOrder(abandoned, fold(await this.orders.read(order)));
    });
  }

  private async take(header: EventHeader, pieces: readonly Piece[]): Promise<readonly (readonly [string, IssuedLicenseKey])[]> {
    const { merchant, mode, subject } = header;
    try {
      const taken = await this.stock.take({ merchant, mode, order: subject.id }, pieces);
      return taken.map((one) => {
        const { id, key } = one;
        return [pieceName(one), issuedKey({ id, sealed: this.secrets.seal(key, subject.id) })] as const;
      });
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      this.log.error({ order: subject.id, code: error.code }, 'a paid order waits for license keys: fill the pool');
      throw new TransientError('a paid order waits for license keys');
    }
  }

  /** It is granted already: what fails here is looked for again. */
  private async followSoon(order: string): Promise<void> {
    await this.follow(order).catch((error: unknown) => this.log.warn({ order, error }, 'license keys are followed later'));
  }

  private look(): void {
    this.looking ??= this.followDue()
      .catch((error: unknown) => this.log.warn({ error }, 'license keys could not be looked at'))
      .finally(() => {
        this.looking = undefined;
      });
  }

  private async followDue(): Promise<void> {
    for (const order of await this.stock.dueOrders()) await this.followSoon(order);
  }
}
