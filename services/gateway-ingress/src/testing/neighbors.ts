import { headers, type Subscription } from '@nats-io/transport-node';
import {
  CardDataSchema,
  create,
  type DescMessage,
  decode,
  encode,
  eventFilter,
  GetCardRequestSchema,
  GetCardResponseSchema,
  type ListOrdersRequest,
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
  type QuoteRequest,
  QuoteRequestSchema,
  QuoteResponseSchema,
  type RecordedEvent,
  type RecordedEventOf,
  requests,
  SealingKeyRequestSchema,
  SealingKeyResponseSchema,
  type StoreCardRequest,
  StoreCardRequestSchema,
  StoreCardResponseSchema,
} from '@tollgate/contracts';
import { newPrivateKey, publicBytesOf, SealingRecipient } from '@tollgate/crypto';
import { DomainError } from '@tollgate/errors';
import { type Bus, fromWire, openBus } from '@tollgate/messaging';
import { usd } from '@tollgate/money';
import { isOnline, type Order } from '@tollgate/order';
import { type OrderLog, openOrderLog, orderTarget } from '@tollgate/order-log';

const names = ['tax-shipping', 'fraud', 'authorization', 'esd-delivery'] as const;
type Name = (typeof names)[number];

const book = { name: 'book.epub', sizeBytes: 1_048_576n, sha256: 'ab'.repeat(32), objectKey: 'mer_demo/EBOOK-1/1' };
const bookForm = { form: { case: 'file', value: book } } as const;
const FREE = usd(0n);

/** What the metadata entry `fate` of an order makes of it. */
const pricingOf = (fate: string | undefined): OrderEvent => {
  if (fate === 'unpriced') {
    return newEvent('OrderPricingFailed', { code: 'destination_not_served', field: '/shippingAddress/country' });
  }
  if (fate === 'free') return newEvent('OrderPriced', { subtotal: FREE, shipping: FREE, tax: FREE, total: FREE });
  return newEvent('OrderPriced', {
    subtotal: usd(4499n),
    shipping: usd(795n),
    tax: usd(132n),
    total: usd(5426n),
    shippingMethod: 'ground',
    taxLines: [{ jurisdiction: 'US-NY', name: 'New York sales tax', ratePpm: 40_000, taxable: usd(3295n), amount: usd(132n) }],
  });
};

const assessmentOf = (fate: string | undefined, order: string): OrderEvent => {
  if (fate === 'held') return newEvent('FraudAssessed', { decision: 'review', score: 60, reasons: ['amount_limit'] });
  if (fate !== 'duplicate') return newEvent('FraudAssessed', { decision: 'accept', score: 7 });
  return newEvent('FraudAssessed', { decision: 'reject', score: 100, reasons: ['duplicate_order'], duplicateOf: order });
};

const declineOf: Readonly<Record<string, string>> = { declined: 'do_not_honor', 'wrong-cvc': 'incorrect_cvc' };

const outcomesOf = (placed: RecordedEventOf<'OrderPlaced'>, amount = usd(5426n)): readonly OrderEvent[] => {
  const { fate = '' } = placed.data.metadata;
  const operation = placed.header.id;
  const isSale = placed.data.type === 'sale';
  const intent = newEvent('AuthorizationRequested', { operation, amount, processor: 'iso8583', isSale });
  const code = declineOf[fate];
  if (fate === 'lost') return [newEvent('OrderRejected', { code: 'card_data_lost' })];
  if (code !== undefined) return [intent, newEvent('PaymentDeclined', { operation, networkCode: '05', code })];
  if (fate === 'timed-out') return [intent, newEvent('AuthorizationUnknown', { operation, cause: 'no_answer' })];
  const checks = { authorizationCode: 'A12345', avs: 'Y', cvc: 'M', networkCode: '00' };
  const authorized = newEvent('PaymentAuthorized', { operation, amount, ...checks });
  if (!isSale) return [intent, authorized];
  return [
    intent,
    authorized,
    newEvent('PaymentCaptured', { operation, amount, isSale, isFinal: true, deliverables: deliverablesOf(placed) }),
  ];
};

/** The processor does all that is asked of it, but for a capture of 13.13. */
const REFUSED_MINOR = 1313n;

const resultsOf = (event: RecordedEvent, { placed }: Order): readonly OrderEvent[] => {
  const operation = event.header.id;
  switch (event.type) {
    case 'CaptureRequested': {
      const { amount, isFinal } = event.data;
      if (amount?.minor === REFUSED_MINOR)
        return [newEvent('CaptureFailed', { operation, code: 'do_not_honor', networkCode: '05' })];
      const deliverables = isFinal ? deliverablesOf({ data: placed }) : [];
      return [newEvent('PaymentCaptured', { operation, ...(amount && { amount }), isFinal, deliverables })];
    }
    case 'VoidRequested':
      return [newEvent('PaymentVoided', { operation, ...(event.data.amount && { amount: event.data.amount }) })];
    case 'RefundRequested':
      return [newEvent('PaymentRefunded', { operation, ...(event.data.amount && { amount: event.data.amount }) })];
    default:
      return [];
  }
};

const deliverablesOf = ({ data }: Pick<RecordedEventOf<'OrderPlaced'>, 'data'>) =>
  data.lines.flatMap(({ sku, forms }, index) => (forms.length > 0 ? [{ line: index + 1, sku, forms }] : []));

/** A basket's prices; a free one has nothing but unit amounts of 0 and nothing to ship. */
const quoteOf = ({ lines, shipping, shippingMethod }: QuoteRequest) => {
  if (!['', 'ground', 'express', 'bicycle'].includes(shippingMethod)) {
    const failed = newEvent('OrderPricingFailed', { code: 'unknown_shipping_method', field: '/shippingMethod' });
    return { case: 'failed', value: failed.data };
  }
  const isFree = shipping === undefined && lines.every(({ unitAmount }) => unitAmount?.minor === 0n);
  const { type, data } = pricingOf(shipping?.country === 'AQ' ? 'unpriced' : isFree ? 'free' : undefined);
  return type === 'OrderPriced' ? { case: 'priced', value: data } : { case: 'failed', value: data };
};

/** The other services, played by the test: they answer on the real bus and append to the real log, at once and on cue. */
export class Neighbors {
  readonly cardsStored: string[] = [];
  /** The plain text of every request that brought a card, and what lay on the bus. */
  readonly cardRequests: { readonly plain: string; readonly wire: string }[] = [];
  readonly pinsAsked: (readonly string[])[] = [];
  readonly quotesAsked: string[] = [];
  /** An order's events wait while this is true. */
  isSilent = false;
  uploadUrl = '';
  /** The key that cards are sealed to; a new one is a rotation. */
  sealingKey = newPrivateKey();
  orderIds: string[] = [];
  readonly searches: ListOrdersRequest[] = [];
  private readonly logs = new Map<Name, OrderLog>();
  private readonly subscriptions: Subscription[] = [];

  private constructor(private readonly bus: Bus) {}

  /** On their own connection to the bus. */
  static async open(natsUrl: string, urlFor: (role: string) => string): Promise<Neighbors> {
    const log = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };
    const neighbors = new Neighbors(await openBus({ servers: natsUrl, service: 'neighbors', log }));
    await neighbors.begin(urlFor);
    return neighbors;
  }

  private async begin(urlFor: (role: string) => string): Promise<void> {
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
    this.onOutcome('CaptureRequested', (event) => this.perform(event));
    this.onOutcome('VoidRequested', (event) => this.perform(event));
    this.onOutcome('RefundRequested', (event) => this.perform(event));
    this.onOutcome('DownloadsReissueRequested', (event) => this.reissue(event));
    this.answerRequests();
    await this.bus.connection.flush();
  }

  async close(): Promise<void> {
    for (const subscription of this.subscriptions) subscription.unsubscribe();
    for (const log of this.logs.values()) await log.close();
    await this.bus.close();
  }

  /** What happens to an order that was placed. */
  async settle(placed: RecordedEvent): Promise<void> {
    if (placed.type !== 'OrderPlaced' || this.isSilent) return;
    const { fate } = placed.data.metadata;
    const [priced] = await this.log('tax-shipping').startStream(placed, [pricingOf(fate)]);
    if (priced?.type !== 'OrderPriced') return;
    const [assessed] = await this.log('fraud').startStream(priced, [assessmentOf(fate, placed.header.subject.id)]);
    if (assessed?.type !== 'FraudAssessed' || assessed.data.decision !== 'accept') return;
    const paid = await this.log('authorization').startStream(assessed, outcomesOf(placed, fate === 'free' ? FREE : undefined));
    const last = paid.at(-1);
    if (last !== undefined) await this.grant(last);
  }

  private async perform(event: RecordedEvent): Promise<void> {
    if (this.isSilent) return;
    const cause = { id: event.header.id, hash: event.hash, correlation: event.header.correlation };
    const target = orderTarget(event.header.subject.id);
    const done = await this.log('authorization').decide(target, cause, (order) => resultsOf(event, order));
    for (const one of done) await this.grant(one);
  }

  /** Says what a capture brings, were it nothing, of an order that has something online. */
  private async grant(captured: RecordedEvent): Promise<void> {
    if (captured.type !== 'PaymentCaptured') return;
    const entitlements = captured.data.deliverables.map(({ line, sku }, index) => ({
      index,
      line,
      sku,
      form: bookForm.form,
      generation: 1,
      downloads: 1,
    }));
    const expiresAt = entitlements.length === 0 ? '' : '2026-11-26T12:00:00.000Z';
    const granted = newEvent('DownloadsGranted', { entitlements, expiresAt });
    const { id, correlation, subject } = captured.header;
    await this.log('esd-delivery').decide(orderTarget(subject.id), { id, hash: captured.hash, correlation }, ({ placed }) =>
      placed.lines.some(isOnline) ? [granted] : [],
    );
  }

  /** Raises the links' generation. */
  private async reissue(asked: RecordedEvent): Promise<void> {
    if (asked.type !== 'DownloadsReissueRequested' || this.isSilent) return;
    const { id, correlation, subject } = asked.header;
    await this.log('esd-delivery').decide(orderTarget(subject.id), { id, hash: asked.hash, correlation }, ({ delivery }) => {
      const links = delivery.entitlements
        .filter(({ index }) => asked.data.entitlements.includes(index))
        .map(({ index, generation }) => ({ entitlement: index, generation: generation + 1, downloads: 1 }));
      return [newEvent('DownloadsReissued', { links, expiresAt: '2026-12-26T12:00:00.000Z', request: id })];
    });
  }

  private answerRequests(): void {
    this.answer(requests.sealingKey, [SealingKeyRequestSchema, SealingKeyResponseSchema], () => ({
      keyId: this.keyId,
      publicKey: publicBytesOf(this.sealingKey).toString('base64'),
    }));
    this.answer(requests.storeCard, [StoreCardRequestSchema, StoreCardResponseSchema], (request) => this.storeCard(request));
    this.answer(requests.getCard, [GetCardRequestSchema, GetCardResponseSchema], ({ token, merchant }) => {
      if (token !== 'card_saved' && token !== 'card_once') throw new DomainError('unknown_card');
      const shown = { brand: 'mastercard', bin: '555555', last4: '4444', fingerprint: `name-of-card-of-${merchant}` };
      return { token, ...shown, expiryMonth: 12, expiryYear: 2030, isReusable: token === 'card_saved' };
    });
    this.answer(requests.pinFiles, [PinFilesRequestSchema, PinFilesResponseSchema], ({ skus }) => {
      this.pinsAsked.push(skus);
      return {
        goods: skus.filter((sku) => sku.startsWith('EBOOK-')).map((sku) => ({ sku, forms: [bookForm] })),
        withoutFiles: skus.filter((sku) => sku === 'EMPTY-1'),
      };
    });
    this.answer(requests.quote, [QuoteRequestSchema, QuoteResponseSchema], (request) => {
      this.quotesAsked.push(request.at);
      return { outcome: quoteOf(request) } as MessageInitShape<typeof QuoteResponseSchema>;
    });
    this.answer(requests.listOrders, [ListOrdersRequestSchema, ListOrdersResponseSchema], (request) => {
      this.searches.push(request);
      const { limit } = request;
      return { orders: this.orderIds.slice(0, limit), nextCursor: this.orderIds.length > limit ? 'more' : '' };
    });
    this.answer(requests.openUpload, [OpenUploadRequestSchema, OpenUploadResponseSchema], () => ({ url: this.uploadUrl }));
  }

  private get keyId(): string {
    return publicBytesOf(this.sealingKey).toString('hex').slice(0, 16);
  }

  private storeCard(request: StoreCardRequest): { readonly token: string } {
    if (request.keyId !== this.keyId) throw new DomainError('sealing_key_unknown');
    const plain = new SealingRecipient([this.sealingKey]).unseal(request.sealed, request.merchant).toString();
    this.cardRequests.push({ plain, wire: JSON.stringify(request) });
    this.cardsStored.push(decode(CardDataSchema, plain).pan);
    return { token: `card_a_${this.cardsStored.length}` };
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
        try {
          message.respond(encode(response, create(response, work(decode(request, message.string())))));
        } catch (error) {
          const { code } = error as DomainError;
          const said = headers();
          said.set('Tollgate-Error', 'refusal');
          message.respond(JSON.stringify({ code }), { headers: said });
        }
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
