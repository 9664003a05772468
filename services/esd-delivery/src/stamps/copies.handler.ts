import { Inject, Injectable, type OnApplicationBootstrap, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import { type Clock, DomainError } from '@tollgate/errors';
import { isStamped, linkExpiry, type Order } from '@tollgate/order';
import { type DueItem, DueWorkRunner, type Handled, PostgresDueWork } from '@tollgate/postgres';
import { CLOCK, LOG, type Log } from '@tollgate/service';
import type { OpenedFile } from '../links/opened-link.js';
import { endCopies, makeCopies, StampedCopies } from './copies.repository.js';
import { copiesOf, copyOf } from './copies-of.js';
import { CopyMaker } from './copy-maker.handler.js';
import { CopyRemover } from './copy-remover.handler.js';

/** Who asks for a copy that is not there waits so long for it. */
const awaitedMs = 4_000;
const lookEveryMs = 100;
const makingLeaseMs = 420_000;

/** The buyers' own copies: wanted once something is granted, made and removed as due work. */
@Injectable()
export class BuyersCopies implements OnModuleInit, OnApplicationBootstrap, OnModuleDestroy {
  private runner: DueWorkRunner | undefined;

  @Inject(CLOCK) private readonly clock!: Clock;
  @Inject(LOG) private readonly log!: Log;
  @Inject() private readonly dueWork!: PostgresDueWork;

  constructor(
    private readonly copies: StampedCopies,
    private readonly maker: CopyMaker,
    private readonly remover: CopyRemover,
  ) {}

  onModuleInit(): void {
    const { dueWork, clock, log } = this;
    this.runner = new DueWorkRunner({
      dueWork,
      handlers: [
        { kind: makeCopies, limit: 2, leaseMs: makingLeaseMs, handle: (item) => this.make(item) },
        { kind: endCopies, limit: 2, handle: ({ key }) => this.remover.end(key) },
      ],
      clock,
      random: { fraction: Math.random },
      onFailure: (error, item) => log.warn({ error, kind: item?.kind, key: item?.key }, 'a buyer’s copy is tried again'),
    });
  }

  onApplicationBootstrap(): void {
    this.runner?.start();
  }

  async onModuleDestroy(): Promise<void> {
    await this.runner?.stop();
  }

  /** Does what is due now. */
  async runDue(): Promise<number> {
    return (await this.runner?.runDue()) ?? 0;
  }

  /** Has the copies made of everything that was granted, also those that could not be made before. */
  async ofOrder({ id, merchant, delivery }: Order): Promise<void> {
    const failed = (await this.copies.of(id)).filter(({ state }) => state === 'failed');
    for (const one of delivery.entitlements) {
      const wanted = copiesOf({ id, merchant, entitlements: [one] }, failed);
      if (wanted.length > 0) await this.copies.want(wanted, new Date(linkExpiry(delivery, one)));
    }
  }

  /** What is over of the order is removed. */
  endSoon(order: string): Promise<void> {
    return this.copies.endSoon(order);
  }

  /** Has a copy made anew that was made, and is no more in the store. Answers whether it was one. */
  async lost({ order, entitlement: { index } }: OpenedFile, objectKey: string): Promise<boolean> {
    const isLost = await this.copies.lost(order.id, index, objectKey);
    if (isLost)
      this.log.error({ order: order.id, index, objectKey }, 'a copy that was made is gone from the store, and is made anew');
    return isLost;
  }

  /** The copy of a link that may be used is there when this returns. Throws DomainError `being_prepared` where it takes longer, `preparation_failed`
   *  where there will be none. */
  async awaited({ order, entitlement }: OpenedFile): Promise<void> {
    const file = entitlement.form.value;
    if (!isStamped(file)) return;
    const wanted = copyOf(order, entitlement, file);
    const untilMs = performance.now() + awaitedMs;
    for (let isAsked = false; performance.now() < untilMs; isAsked = true) {
      const copy = await this.copies.find(wanted);
      if (copy?.state === 'made') return;
      if (copy?.state === 'failed') throw new DomainError('preparation_failed');
      // Also where it is wanted before: whoever wanted it may have died before it was due.
      if (!isAsked) await this.copies.want([wanted], new Date(linkExpiry(order.delivery, entitlement)));
      await new Promise((resolve) => setTimeout(resolve, lookEveryMs));
    }
    throw new DomainError('being_prepared');
  }

  private async make({ key }: DueItem): Promise<Handled> {
    const [order = '', index = ''] = key.split('/');
    await this.maker.make(order, Number(index));
    return 'done';
  }
}
