import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import type { RecordedEvent } from '@tollgate/contracts';
import type { EventContext } from '@tollgate/messaging';
import { KeyedLease } from '@tollgate/postgres';

/** An event that asks for a mail, as it was delivered. */
export interface Delivery {
  readonly event: RecordedEvent;
  readonly context: EventContext;
}

interface Work {
  readonly done: Promise<void>;
  readonly contexts: EventContext[];
}

const heartbeatMs = 10_000;

/** One mail at a time by one process: in this process a second delivery joins the first instead of doing its work again; among replicas the
 *  lease decides. Every delivery that takes long says so to the bus in time, so that it does not come again while a mail server thinks. */
@Injectable()
export class InFlight implements OnModuleDestroy {
  private readonly running = new Map<string, Work>();
  private readonly heartbeat = setInterval(() => this.sayWorking(), heartbeatMs).unref();

  constructor(private readonly lease: KeyedLease) {}

  /** Does `work`, or joins what is under way for this mail; resolves, or rejects, with it. */
  during(mail: string, context: EventContext, work: () => Promise<void>): Promise<void> {
    const known = this.running.get(mail);
    if (known !== undefined) {
      known.contexts.push(context);
      return known.done;
    }
    const done = this.lease.hold(mail, work).finally(() => this.running.delete(mail));
    this.running.set(mail, { done, contexts: [context] });
    return done;
  }

  onModuleDestroy(): void {
    clearInterval(this.heartbeat);
  }

  private sayWorking(): void {
    for (const { contexts } of this.running.values()) {
      for (const context of contexts) context.working();
    }
  }
}
