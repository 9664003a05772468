import type { Subscription } from '@nats-io/transport-node';
import {
  create,
  type DescMessage,
  decode,
  encode,
  eventFilter,
  ListOrdersRequestSchema,
  ListOrdersResponseSchema,
  type MessageInitShape,
  type MessageShape,
  newEvent,
  OpenUploadRequestSchema,
  OpenUploadResponseSchema,
  type OrderEvent,
  PinFilesRequestSchema,
  PinFilesResponseSchema,
  QuoteRequestSchema,
  QuoteResponseSchema,
  type RecordedEvent,
  requests,
  StoreCardRequestSchema,
  StoreCardResponseSchema,
} from '@tollgate/contracts';
import { type Bus, fromWire } from '@tollgate/messaging';
import { usd } from '@tollgate/money';
import { type OrderLog, openOrderLog } from '@tollgate/order-log';

const names = ['tax-shipping', 'fraud', 'authorization', 'esd-delivery'] as const;
type Name = (typeof names)[number];

const book = { name: 'book.epub', sizeBytes: 1_048_576n, sha256: 'ab'.repeat(32), objectKey: 'mer_demo/EBOOK-1/1' };
const trace = { stan: 1, rrn: '632700000001', terminalId: 'TG000001', transmittedAt: '1123120000' };

/** What the metadata entry `fate` of an order makes of it. */
const pricingOf = (fate: string | undefined): OrderEvent =>
  fate === 'unpriced'
    ? newEvent('OrderPricingFailed', { code: 'destination_not_served', field: '/shippingAddress/country' })
    : newEvent('OrderPriced', {
        subtotal: usd(4499n),
        shipping: usd(795n),
        tax: usd(132n),
        total: usd(5426n),
        shippingMethod: 'ground',
        taxLines: [
          { jurisdiction: 'US-NY', name: 'New York sales tax', ratePpm: 40_000, taxable: usd(3295n), amount: usd(132n) },
        ],
      });

const assessmentOf = (fate: string | undefined, order: string): OrderEvent => {
  if (fate === 'held') return newEvent('FraudAssessed', { decision: 'review', score: 60, reasons: ['amount_limit'] });
  if (fate !== 'duplicate') return newEvent('FraudAssessed', { decision: 'accept', score: 7 });
  return newEvent('FraudAssessed', { decision: 'reject', score: 100, reasons: ['duplicate_order'], duplicateOf: order });
};

const outcomesOf = (fate: string | undefined, type: string): readonly OrderEvent[] => {
  const intent = newEvent('AuthorizationRequested', { amount: usd(5426n), trace, operation: 'sale' });
  if (fate === 'lost') return [newEvent('OrderRejected', { code: 'card_data_lost' })];
  if (fate === 'declined') return [intent, newEvent('PaymentDeclined', { responseCode: '05', code: 'do_not_honor' })];
  if (fate === 'timed-out') return [intent, newEvent('AuthorizationTimedOut', { cause: 'no_answer' })];
  const checks = { authorizationCode: 'A12345', avs: 'Y', cvc: 'M', responseCode: '00' };
  const authorized = [intent, newEvent('PaymentAuthorized', { amount: usd(5426n), ...checks })];
  return type === 'sale' ? [...authorized, newEvent('PaymentCaptured', { amount: usd(5426n) })] : authorized;
};

/** The other services, played by the test: they answer on the real bus and append to the real log, at once and on cue. */
export class Neighbors {
  readonly cardsStored: string[] = [];
  readonly quotesAsked: string[] = [];
  /** An order's events wait while this is true. */
  isSilent = false;
  uploadUrl = '';
  orderIds: string[] = [];
  private readonly logs = new Map<Name, OrderLog>();
  private readonly subscriptions: Subscription[] = [];

  constructor(private readonly bus: Bus) {}

  async open(urlFor: (role: string) => string): Promise<void> {
    for (const service of names) {
      const log = await openOrderLog({
        connectionString: urlFor(service.replace('-', '_')),
        service,
        publish: (event) => this.bus.publishEvent(event),
        onOutcome: (event) => this.bus.publishOutcome(event),
        isRelaying: false,
      });
      this.logs.set(service, log);
    }
    this.onOutcome('OrderPlaced', (event) => this.settle(event));
    this.onOutcome('CaptureRequested', (event) => this.capture(event));
    this.answerRequests();
    await this.bus.connection.flush();
  }

  async close(): Promise<void> {
    for (const subscription of this.subscriptions) subscription.unsubscribe();
    for (const log of this.logs.values()) await log.close();
  }

  /** What happens to an order that was placed. */
  async settle(placed: RecordedEvent): Promise<void> {
    if (placed.type !== 'OrderPlaced' || this.isSilent) return;
    const { fate } = placed.data.metadata;
    const isDigital = placed.data.lines.some(({ kind }) => kind === 'digital');
    const [priced] = await this.log('tax-shipping').startStream(placed, [pricingOf(fate)]);
    if (priced?.type !== 'OrderPriced') return;
    const [assessed] = await this.log('fraud').startStream(priced, [assessmentOf(fate, placed.header.order)]);
    if (assessed?.type !== 'FraudAssessed' || assessed.data.decision !== 'accept') return;
    const paid = await this.log('authorization').startStream(assessed, outcomesOf(fate, placed.data.type));
    const last = paid.at(-1);
    if (last?.type === 'PaymentCaptured' && isDigital) await this.grant(last);
  }

  private async capture(event: RecordedEvent): Promise<void> {
    const cause = { id: event.header.id, hash: event.hash, correlation: event.header.correlation };
    const captured = await this.log('authorization').decide(event.header.order, cause, () => [
      newEvent('PaymentCaptured', { amount: usd(5426n) }),
    ]);
    for (const one of captured) await this.grant(one);
  }

  private async grant(captured: RecordedEvent): Promise<void> {
    const entitlements = [{ index: 0, line: 1, sku: 'EBOOK-1', file: book, generation: 1 }];
    const granted = newEvent('DownloadsGranted', { entitlements, expiresAt: '2026-11-26T12:00:00.000Z' });
    await this.log('esd-delivery').startStream(captured, [granted]);
  }

  private answerRequests(): void {
    this.answer(requests.storeCard, [StoreCardRequestSchema, StoreCardResponseSchema], ({ order, pan }) => {
      this.cardsStored.push(pan);
      return { token: `card_a_${order.replaceAll('-', '')}` };
    });
    this.answer(requests.pinFiles, [PinFilesRequestSchema, PinFilesResponseSchema], ({ skus }) => ({
      goods: skus.filter((sku) => sku === 'EBOOK-1').map((sku) => ({ sku, files: [book] })),
      withoutFiles: skus.filter((sku) => sku === 'EMPTY-1'),
    }));
    this.answer(requests.quote, [QuoteRequestSchema, QuoteResponseSchema], ({ at, shipping }) => {
      this.quotesAsked.push(at);
      const { type, data } = pricingOf(shipping?.country === 'AQ' ? 'unpriced' : undefined);
      const outcome = type === 'OrderPriced' ? { case: 'priced', value: data } : { case: 'failed', value: data };
      return { outcome } as MessageInitShape<typeof QuoteResponseSchema>;
    });
    this.answer(requests.listOrders, [ListOrdersRequestSchema, ListOrdersResponseSchema], ({ limit }) => ({
      orders: this.orderIds.slice(0, limit),
      nextCursor: this.orderIds.length > limit ? 'more' : '',
    }));
    this.answer(requests.openUpload, [OpenUploadRequestSchema, OpenUploadResponseSchema], () => ({ url: this.uploadUrl }));
  }

  private onOutcome(type: OrderEvent['type'], work: (event: RecordedEvent) => Promise<void>): void {
    const callback = (_: Error | null, message: { string(): string }) => {
      const event = fromWire(message.string());
      if (event !== undefined) void work(event);
    };
    this.subscriptions.push(this.bus.connection.subscribe(eventFilter(type), { callback }));
  }

  private answer<Q extends DescMessage, R extends DescMessage>(
    subject: string,
    [request, response]: readonly [Q, R],
    work: (request: MessageShape<Q>) => MessageInitShape<R>,
  ): void {
    const subscription = this.bus.connection.subscribe(subject, {
      callback: (_, message) => {
        message.respond(encode(response, create(response, work(decode(request, message.string())))));
      },
    });
    this.subscriptions.push(subscription);
  }

  private log(name: Name): OrderLog {
    const log = this.logs.get(name);
    if (log === undefined) throw new Error(`${name} is not open`);
    return log;
  }
}
