import { randomBytes } from 'node:crypto';
import { type EventInit, newEvent, type OrderEvent, type RecordedEvent } from '@tollgate/contracts';
import { type Money, usd } from '@tollgate/money';
import { allocateRefund, fold, type Order } from '@tollgate/order';
import { causeOf, noHash, type OrderLog, openOrderLog, orderTarget } from '@tollgate/order-log';
import { bookDeliverable, downloadsGranted, fraudAccepted, fraudHeld, orderPlaced, orderPriced } from '@tollgate/testing';

export type Outcome = 'placed' | 'held' | 'declined' | 'paid' | 'told';

export interface Wish {
  readonly outcome?: Outcome;
  readonly merchant?: string;
  readonly mode?: 'test' | 'live';
  readonly id?: string;
  readonly placed?: EventInit<'OrderPlaced'>;
}

const bare = ({ type, data }: OrderEvent): OrderEvent => ({ type, data }) as OrderEvent;

let count = 0;
/** Ids that sort as they are made. */
export const nextOrderId = (): string => {
  count += 1;
  const time = (Date.now() + count).toString(16).padStart(12, '0');
  const rest = randomBytes(10).toString('hex');
  return `${time.slice(0, 8)}-${time.slice(8)}-7${rest.slice(0, 3)}-8${rest.slice(3, 6)}-${rest.slice(6, 18)}`;
};

const appenders = ['gateway-ingress', 'tax-shipping', 'fraud', 'authorization', 'esd-delivery', 'notifications'] as const;
type Appender = (typeof appenders)[number];

/** Stands for the six services that append, each with its own role. */
export class OrderWriter {
  private at: Date | undefined;

  private constructor(private readonly logs: Readonly<Record<Appender, OrderLog>>) {}

  static async open(urlFor: (role: string) => string): Promise<OrderWriter> {
    const logs: Partial<Record<Appender, OrderLog>> = {};
    const writer = new OrderWriter(logs as Record<Appender, OrderLog>);
    for (const service of appenders) {
      logs[service] = await openOrderLog({
        connectionString: urlFor(service.replaceAll('-', '_')),
        service,
        publish: async () => undefined,
        isRelaying: false,
        clock: () => writer.at ?? new Date(),
      });
    }
    return writer;
  }

  /** From now on it is this time to all who append; the machine's own again where none is given. */
  setTime(at?: string): void {
    this.at = at === undefined ? undefined : new Date(at);
  }

  read(order: string): Promise<readonly RecordedEvent[]> {
    return this.logs['gateway-ingress'].read(order);
  }

  /** Takes an order to its outcome; answers its id. */
  async write(wish: Wish = {}): Promise<string> {
    const { outcome = 'told', merchant = 'mer_demo', mode = 'test', id = nextOrderId(), placed: init } = wish;
    const placed = await this.place({ merchant, mode, id }, init);
    if (outcome === 'placed') return id;
    const priced = await this.follow('tax-shipping', placed, orderPriced());
    const assessed = await this.follow('fraud', priced, outcome === 'held' ? fraudHeld() : fraudAccepted());
    if (outcome === 'held') return id;
    const paid = await this.follow('authorization', assessed, ...payment(placed, outcome === 'declined'));
    if (outcome === 'declined' || outcome === 'paid') return id;
    const granted = await this.follow('esd-delivery', paid, downloadsGranted());
    const mail = { kind: 'receipt', messageId: `<receipt.${id}@x.example>`, operation: placed.header.id };
    await this.follow('notifications', granted, newEvent('MailSent', mail));
    return id;
  }

  /** Gives money of a paid order back. */
  async refund(order: string, amount: Money): Promise<void> {
    const asked = await this.decide('gateway-ingress', order, (state) => [
      newEvent('RefundRequested', allocateRefund(state, { amount })),
    ]);
    const operation = asked.header.id;
    const submitted = await this.decide(
      'authorization',
      order,
      () => [newEvent('RefundSubmitted', { operation, amount })],
      asked,
    );
    await this.decide('authorization', order, () => [newEvent('PaymentRefunded', { operation, amount })], submitted);
  }

  /** The order's log is told that its merchant set something: an event of another kind of subject. */
  async setSettings(merchant: string): Promise<void> {
    const id = nextOrderId();
    await this.logs.notifications.append({
      subject: { kind: 'merchant', id },
      merchant,
      mode: 'test',
      events: [newEvent('SettingsChanged', { area: 'receipt', document: '{}' })],
      expectedVersion: 0,
      previousHash: noHash,
      causation: id,
      correlation: id,
    });
  }

  async follow(service: Appender, cause: RecordedEvent, ...events: readonly OrderEvent[]): Promise<RecordedEvent> {
    return lastOf(await this.logs[service].startStream(cause, events.map(bare)));
  }

  async close(): Promise<void> {
    await Promise.all(Object.values(this.logs).map((log) => log.close()));
  }

  // biome-ignore lint/complexity/useMaxParams: reads as a sentence: who, about what, decides, and why
  private async decide(
    service: Appender,
    order: string,
    decision: (order: Order) => readonly OrderEvent[],
    cause?: RecordedEvent,
  ): Promise<RecordedEvent> {
    const command = nextOrderId();
    const because = cause === undefined ? { id: command, hash: '', correlation: command } : causeOf(cause);
    return lastOf(await this.logs[service].decide(orderTarget(order), because, decision));
  }

  private async place(
    { merchant, mode, id }: { readonly merchant: string; readonly mode: 'test' | 'live'; readonly id: string },
    init: EventInit<'OrderPlaced'> = {},
  ): Promise<RecordedEvent> {
    const appended = await this.logs['gateway-ingress'].append({
      subject: { kind: 'order', id },
      merchant,
      mode,
      events: [bare(orderPlaced(init))],
      expectedVersion: 0,
      previousHash: noHash,
      causation: id,
      correlation: id,
    });
    if (appended.outcome !== 'appended') throw new Error(appended.outcome);
    return lastOf(appended.events);
  }
}

const payment = ({ header }: RecordedEvent, isDeclined: boolean): readonly OrderEvent[] => {
  const operation = header.id;
  const amount = usd(5426n);
  const asked = newEvent('AuthorizationRequested', { operation, amount, processor: 'iso8583', isSale: true });
  if (isDeclined) return [asked, newEvent('PaymentDeclined', { operation, code: 'do_not_honor', networkCode: '05' })];
  const captured = { operation, amount, isSale: true, isFinal: true, deliverables: [bookDeliverable] };
  return [asked, newEvent('PaymentAuthorized', { operation, amount }), newEvent('PaymentCaptured', captured)];
};

const lastOf = (events: readonly RecordedEvent[]): RecordedEvent => {
  const last = events.at(-1);
  if (last === undefined) throw new Error('nothing was appended');
  return last;
};

/** The order as the log tells it; fails where there is none. */
export const orderIn = (events: readonly RecordedEvent[]): Order => {
  const order = fold(events);
  if (order === undefined) throw new Error('an order is in the log');
  return order;
};
