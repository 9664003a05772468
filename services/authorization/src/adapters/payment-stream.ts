import type { OrderEvent, RecordedEvent } from '@tollgate/contracts';
import { invariant } from '@tollgate/errors';
import { evolve, fold, type Order } from '@tollgate/order';
import type { AppendRequest, Cause, OrderLog } from '@tollgate/order-log';

/** An order and the events that tell it. */
export interface LoadedOrder {
  readonly order: Order;
  readonly events: readonly RecordedEvent[];
}

/** The payment stream of orders, written at the head the caller holds: between a request and its answer nobody reads again. Whoever
 *  comes second finds the version taken, so that a request has one outcome, whichever replica or sweeper records it. */
export class PaymentStream {
  constructor(private readonly log: OrderLog) {}

  async load(id: string): Promise<LoadedOrder> {
    const events = await this.log.read(id);
    const order = fold(events);
    invariant(order !== undefined, `order ${id} is in the log`);
    return { order, events };
  }

  /** The order with what was decided; the same order when nothing was; undefined when the stream has gone on meanwhile. */
  append(order: Order, cause: Cause, events: readonly OrderEvent[]): Promise<Order | undefined> {
    return this.add(order, cause, { events });
  }

  /** The same for an intent: resolves as soon as it is durable, while it is still on its way to the bus. */
  intend(order: Order, cause: Cause, events: readonly OrderEvent[]): Promise<Order | undefined> {
    return this.add(order, cause, { events, answersAtCommit: true });
  }

  private async add(
    order: Order,
    cause: Cause,
    what: Pick<AppendRequest, 'events' | 'answersAtCommit'>,
  ): Promise<Order | undefined> {
    if (what.events.length === 0) return order;
    const head = order.heads.payment;
    const appended = await this.log.append({
      order: order.id,
      merchant: order.merchant,
      mode: order.mode,
      ...what,
      expectedVersion: head?.version ?? 0,
      previousHash: head?.hash ?? cause.hash,
      causation: cause.id,
      correlation: cause.correlation,
      traceparent: cause.traceparent,
    });
    return appended.outcome === 'appended' ? appended.events.reduce(evolve, order) : undefined;
  }

  /** For a redelivered source that needs nothing more: puts on the bus once more what followed from it, in case a crash came between. */
  async publishAgain(order: string, cause: Cause): Promise<void> {
    await this.log.decide(order, cause, () => []);
  }
}
