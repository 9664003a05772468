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
  GetSettingsRequestSchema,
  GetSettingsResponseSchema,
  type ListOrdersRequest,
  ListOrdersRequestSchema,
  ListOrdersResponseSchema,
  type MessageInitShape,
  type MessageShape,
  newEvent,
  type OpenExportRequest,
  OpenExportRequestSchema,
  OpenExportResponseSchema,
  OpenUploadRequestSchema,
  OpenUploadResponseSchema,
  type OrderEvent,
  PinFilesRequestSchema,
  PinFilesResponseSchema,
  QuoteRequestSchema,
  QuoteResponseSchema,
  type RecordedEvent,
  requests,
  SealingKeyRequestSchema,
  SealingKeyResponseSchema,
  type SendOperatorMailRequest,
  SendOperatorMailRequestSchema,
  SendOperatorMailResponseSchema,
  type StoreCardRequest,
  StoreCardRequestSchema,
  StoreCardResponseSchema,
} from '@tollgate/contracts';
import { newPrivateKey, publicBytesOf, SealingRecipient } from '@tollgate/crypto';
import { DomainError } from '@tollgate/errors';
import { type Bus, fromWire, openBus, Requests } from '@tollgate/messaging';
import { isOnline } from '@tollgate/order';
import { type OrderLog, openOrderLog, orderTarget } from '@tollgate/order-log';
import { NeighborFraud } from './neighbor-fraud.js';
import { NeighborReceipts } from './neighbor-receipts.js';
import { assessmentOf, bookForm, creditOutcomesOf, FREE, outcomesOf, pricingOf, quoteOf, resultsOf } from './neighbors-decide.js';

const names = ['tax-shipping', 'fraud', 'authorization', 'esd-delivery'] as const;
type Name = (typeof names)[number];

/** The other services, played by the test: they answer on the real bus and append to the real log, at once and on cue. */
export class Neighbors {
  readonly cardsStored: string[] = [];
  /** The plain text of every request that brought a card, and what lay on the bus. */
  readonly cardRequests: { readonly plain: string; readonly wire: string }[] = [];
  readonly pinsAsked: (readonly string[])[] = [];
  readonly quotesAsked: string[] = [];
  /** An order's events wait while this is true. */
  isSilent = false;
  /** The store's settings of credits. */
  creditTerms: object = { enabled: false, apiKeys: false, perCredit: {}, perDay: {} };
  uploadUrl = '';
  /** Where a file of the journal is to be had; an error is what it is refused with. */
  exportUrl: string | Error = '';
  exportEntries = 2;
  /** Until when links are good. */
  grantedUntil = '2026-11-26T12:00:00.000Z';
  readonly exportsAsked: OpenExportRequest[] = [];
  /** The key that cards are sealed to; a new one is a rotation. */
  sealingKey = newPrivateKey();
  orderIds: string[] = [];
  readonly searches: ListOrdersRequest[] = [];
  readonly fraud = new NeighborFraud();
  readonly receipts = new NeighborReceipts();
  /** What people who work with Central were written. */
  readonly operatorMails: SendOperatorMailRequest[] = [];
  private readonly logs = new Map<Name, OrderLog>();
  private readonly subscriptions: Subscription[] = [];
  private readonly underWay = new Set<Promise<void>>();

  private constructor(private readonly bus: Bus) {}

  /** What they ask the gateway. */
  get asking(): Requests {
    return new Requests(this.bus);
  }

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
    this.onOutcome('CreditPlaced', (event) => this.credit(event));
    this.onOutcome('CaptureRequested', (event) => this.perform(event));
    this.onOutcome('VoidRequested', (event) => this.perform(event));
    this.onOutcome('RefundRequested', (event) => this.perform(event));
    this.onOutcome('DownloadsReissueRequested', (event) => this.reissue(event));
    this.answerRequests();
    await this.bus.connection.flush();
  }

  async close(): Promise<void> {
    for (const subscription of this.subscriptions) subscription.unsubscribe();
    await Promise.allSettled([...this.underWay]);
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

  private async credit(placed: RecordedEvent): Promise<void> {
    if (placed.type !== 'CreditPlaced' || this.isSilent) return;
    await this.log('authorization').startStream(placed, creditOutcomesOf(placed));
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
    const expiresAt = entitlements.length === 0 ? '' : this.grantedUntil;
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
    this.answer(requests.getSettings('credits'), [GetSettingsRequestSchema, GetSettingsResponseSchema], () => ({
      document: JSON.stringify(this.creditTerms),
      version: 3,
    }));
    this.answer(requests.getSettings('shipping'), [GetSettingsRequestSchema, GetSettingsResponseSchema], () => ({
      document: JSON.stringify({ methods: [{ name: 'ground' }, { name: 'express' }] }),
      version: 1,
    }));
    this.answer(requests.pinFiles, [PinFilesRequestSchema, PinFilesResponseSchema], ({ skus }) => {
      this.pinsAsked.push(skus);
      return {
        goods: skus.filter((sku) => sku.startsWith('EBOOK-')).map((sku) => ({ sku, forms: [bookForm] })),
        withoutFiles: skus.filter((sku) => sku === 'EMPTY-1'),
        digitalWithoutFiles: skus.filter((sku) => sku === 'EMPTY-1'),
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
    this.fraud.answerThrough(this);
    this.receipts.answerThrough(this);
    this.answer(requests.sendOperatorMail, [SendOperatorMailRequestSchema, SendOperatorMailResponseSchema], (mail) => {
      this.operatorMails.push(mail);
      return {};
    });
    this.answer(requests.openExport, [OpenExportRequestSchema, OpenExportResponseSchema], (request) => {
      this.exportsAsked.push(request);
      if (this.exportUrl instanceof Error) throw this.exportUrl;
      return { url: this.exportUrl, entries: this.exportEntries };
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
      if (event === undefined) return;
      const done = work(event).finally(() => this.underWay.delete(done));
      this.underWay.add(done);
    };
    this.subscriptions.push(this.bus.connection.subscribe(eventFilter(type), { callback }));
  }

  answer<Q extends DescMessage, R extends DescMessage>(
    subject: string,
    [request, response]: readonly [Q, R],
    work: (request: MessageShape<Q>) => MessageInitShape<R>,
  ): void {
    const subscription = this.bus.connection.subscribe(subject, {
      callback: (_, message) => {
        try {
          message.respond(encode(response, create(response, work(decode(request, message.string())))));
        } catch (error) {
          const { code, field } = error as DomainError;
          const said = headers();
          said.set('Tollgate-Error', 'refusal');
          message.respond(JSON.stringify({ code, field }), { headers: said });
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
