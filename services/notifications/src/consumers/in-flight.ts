import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import type { EventContext } from '@tollgate/messaging';
import { ReceiptLease } from '../adapters/postgres/receipt-lease.js';

interface Turn {
  readonly done: Promise<void>;
  readonly contexts: EventContext[];
}

const beatEveryMs = 10_000;

/** One order, one turn at a time: in this process a second delivery joins the first instead of doing its work again; among replicas the lease
 *  decides. Every delivery that takes long says so to the bus in time, so that it does not come again while a mail server thinks. */
@Injectable()
export class InFlight implements OnModuleDestroy {
  private readonly underWay = new Map<string, Turn>();
  private readonly beat = setInterval(() => this.sayWorking(), beatEveryMs).unref();

  constructor(private readonly lease: ReceiptLease) {}

  /** Does `work`, or joins what is under way for this order; resolves, or rejects, with it. */
  take(order: string, context: EventContext, work: () => Promise<void>): Promise<void> {
    const known = this.underWay.get(order);
    if (known !== undefined) {
      known.contexts.push(context);
      return known.done;
    }
    const done = this.lease.hold(order, work).finally(() => this.underWay.delete(order));
    this.underWay.set(order, { done, contexts: [context] });
    return done;
  }

  onModuleDestroy(): void {
    clearInterval(this.beat);
  }

  private sayWorking(): void {
    for (const { contexts } of this.underWay.values()) {
      for (const context of contexts) context.working();
    }
  }
}
