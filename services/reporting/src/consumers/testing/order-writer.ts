import { randomBytes } from 'node:crypto';
import { newEvent, type OrderEvent, type RecordedEvent, toPublicId } from '@tollgate/contracts';
import {
  downloadsGranted,
  fraudAccepted,
  fraudHeld,
  orderPlaced,
  orderPriced,
  paymentAuthorized,
  paymentCaptured,
  paymentDeclined,
} from '@tollgate/order';
import { noHash, type OrderLog, openOrderLog } from '@tollgate/order-log';

export type Outcome = 'placed' | 'held' | 'declined' | 'paid' | 'told';

export interface Wish {
  readonly outcome?: Outcome;
  readonly merchant?: string;
  readonly mode?: 'test' | 'live';
  readonly id?: string;
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

/** Stands for the six services that append, each with its own role. */
export class OrderWriter {
  private constructor(private readonly logs: Readonly<Record<(typeof appenders)[number], OrderLog>>) {}

  static async open(urlFor: (role: string) => string): Promise<OrderWriter> {
    const opened = await Promise.all(
      appenders.map(async (service) => {
        const connectionString = urlFor(service.replaceAll('-', '_'));
        return [service, await openOrderLog({ connectionString, service, publish: async () => undefined, isRelaying: false })];
      }),
    );
    return new OrderWriter(Object.fromEntries(opened));
  }

  read(order: string): Promise<readonly RecordedEvent[]> {
    return this.logs['gateway-ingress'].read(order);
  }

  /** Takes an order to its outcome; answers its id. */
  async write({ outcome = 'told', merchant = 'mer_demo', mode = 'test', id = nextOrderId() }: Wish = {}): Promise<string> {
    const placed = await this.place({ merchant, mode, id });
    if (outcome === 'placed') return id;
    const priced = await this.follow('tax-shipping', placed, orderPriced());
    const assessed = await this.follow('fraud', priced, outcome === 'held' ? fraudHeld() : fraudAccepted());
    if (outcome === 'held') return id;
    const paid = await this.follow(
      'authorization',
      assessed,
      ...(outcome === 'declined' ? [paymentDeclined()] : [paymentAuthorized(), paymentCaptured()]),
    );
    if (outcome === 'declined' || outcome === 'paid') return id;
    const granted = await this.follow('esd-delivery', paid, downloadsGranted());
    await this.follow(
      'notifications',
      granted,
      newEvent('ReceiptSent', { messageId: `<receipt.${toPublicId('ord', id)}@x.example>` }),
    );
    return id;
  }

  async follow(
    service: (typeof appenders)[number],
    cause: RecordedEvent,
    ...events: readonly OrderEvent[]
  ): Promise<RecordedEvent> {
    const appended = await this.logs[service].startStream(cause, events.map(bare));
    const last = appended.at(-1);
    if (last === undefined) throw new Error('nothing was appended');
    return last;
  }

  async close(): Promise<void> {
    await Promise.all(Object.values(this.logs).map((log) => log.close()));
  }

  private async place({ merchant, mode, id }: Required<Omit<Wish, 'outcome'>>): Promise<RecordedEvent> {
    const appended = await this.logs['gateway-ingress'].append({
      order: id,
      merchant,
      mode,
      events: [bare(orderPlaced())],
      expectedVersion: 0,
      previousHash: noHash,
      causation: id,
      correlation: id,
    });
    if (appended.outcome !== 'appended') throw new Error(appended.outcome);
    const [placed] = appended.events;
    if (placed === undefined) throw new Error('nothing was appended');
    return placed;
  }
}
