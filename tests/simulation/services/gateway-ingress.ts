import { newId } from '@tollgate/crypto';
import { DomainError, TransientError } from '@tollgate/errors';
import { type Order, settles } from '@tollgate/order';
import { hindranceOf } from '../../../libs/messaging/dist/bus/bus-hindrance.js';
import { requestCapture } from '../../../services/gateway-ingress/dist/captures/request-capture.js';
import { CardVault } from '../../../services/gateway-ingress/dist/cards/card-vault.client.js';
import { checkCredit } from '../../../services/gateway-ingress/dist/credits/check-credit.js';
import { creditSchema } from '../../../services/gateway-ingress/dist/credits/credit.schema.js';
import { Goods } from '../../../services/gateway-ingress/dist/goods/goods.client.js';
import type { Attempt, RequestContext } from '../../../services/gateway-ingress/dist/http/caller.js';
import type { HttpAnswer } from '../../../services/gateway-ingress/dist/http/http-answer.js';
import { canonicalText } from '../../../services/gateway-ingress/dist/idempotency/canonical-text.js';
import { IdempotencyRepository } from '../../../services/gateway-ingress/dist/idempotency/idempotency.repository.js';
import { contentOf } from '../../../services/gateway-ingress/dist/idempotency/request-content.js';
import { mailSchema } from '../../../services/gateway-ingress/dist/mails/mail.schema.js';
import { RequestMail } from '../../../services/gateway-ingress/dist/mails/request-mail.handler.js';
import { RequestOperation } from '../../../services/gateway-ingress/dist/operations/request-operation.handler.js';
import { OrderKeys } from '../../../services/gateway-ingress/dist/orders/order-keys.store.js';
import { OwnOrders } from '../../../services/gateway-ingress/dist/orders/own-orders.repository.js';
import { Outcomes } from '../../../services/gateway-ingress/dist/outcomes/outcomes.repository.js';
import { checkOrder } from '../../../services/gateway-ingress/dist/placements/check-order.js';
import { orderSchema } from '../../../services/gateway-ingress/dist/placements/order.schema.js';
import { OrderIntake } from '../../../services/gateway-ingress/dist/placements/order-intake.handler.js';
import { OrderSecrets } from '../../../services/gateway-ingress/dist/placements/order-secrets.handler.js';
import { OrderTerms } from '../../../services/gateway-ingress/dist/placements/order-terms.handler.js';
import { PlaceOrder } from '../../../services/gateway-ingress/dist/placements/place-order.handler.js';
import { Quotes } from '../../../services/gateway-ingress/dist/quotes/quotes.client.js';
import { References } from '../../../services/gateway-ingress/dist/references/references.repository.js';
import type { ApprovalDecisionBody } from '../../../services/gateway-ingress/dist/refund-approvals/approval.schema.js';
import { requestRefund } from '../../../services/gateway-ingress/dist/refunds/request-refund.js';
import { reissueSchema } from '../../../services/gateway-ingress/dist/reissues/reissue.schema.js';
import { ReissueDownloads } from '../../../services/gateway-ingress/dist/reissues/reissue-downloads.handler.js';
import { ResolveReview } from '../../../services/gateway-ingress/dist/reviews/resolve-review.handler.js';
import type { Right } from '../../../services/gateway-ingress/dist/roles/roles.data.js';
import { refuseIfAny } from '../../../services/gateway-ingress/dist/validation/field-error.js';
import { requestVoid } from '../../../services/gateway-ingress/dist/voids/request-void.js';
import { clerk } from '../actors/back-office.ts';
import type { Process } from '../world/process.ts';
import { givingBackIn } from './giving-back.ts';
import { downloadsUrl, keyFiles } from './keys.ts';
import { heldKeysIn } from './license-keys.ts';
import { standIn } from './nest.ts';
import type { Decisions } from './plants.ts';
import type { SettingsEntry } from './settings.ts';
import type { StartService, System } from './system.ts';

export type Kind = 'place' | 'capture' | 'void' | 'refund' | 'review' | 'reissue' | 'mail' | 'credit' | 'decide';

/** A merchant's request, as it comes over HTTPS. */
export interface ApiRequest {
  readonly kind: Kind;
  readonly merchant: string;
  readonly key: string;
  /** The order's public id; empty for a new one. */
  readonly order: string;
  readonly body: object;
  /** The person who asks (`usr_…`), in Central; absent: the merchant's own server. */
  readonly by?: string;
}

export interface ApiAnswer {
  readonly status: number;
  readonly text: string;
}

/** What a merchant meets. */
export interface ApiEntry {
  ask(request: ApiRequest): Promise<ApiAnswer>;
  /** Where a store sets which refunds want a second person. */
  readonly limits: SettingsEntry;
}

const config = {
  TOLLGATE_DOWNLOADS_URL: downloadsUrl,
  TOLLGATE_KEY_ENCRYPTION_KEY_FILE: keyFiles.encryption,
  TOLLGATE_LOOKUP_KEY_FILE: keyFiles.lookup,
  TOLLGATE_LINK_KEY_FILE: keyFiles.link,
};

interface Handlers {
  readonly orders: PlaceOrder;
  readonly operations: RequestOperation;
  readonly reviews: ResolveReview;
  readonly reissues: ReissueDownloads;
  readonly mails: RequestMail;
  readonly idempotency: IdempotencyRepository;
  readonly decisions: Decisions;
  readonly givingBack: ReturnType<typeof givingBackIn>;
}

export const startGatewayIngress: StartService = (process, system) => {
  const handlers = handlersIn(process, system);
  const { limits } = handlers.givingBack;
  const entry: ApiEntry = { ask: (request) => ask(handlers, process, request), limits };
  system.entries.set(process, entry);
};

const handlersIn = (process: Process, system: System): Handlers => {
  const log = system.logOf(process);
  const requests = system.part('requests', system.requests.of(process), process);
  const bus = { onOutcome: (listener: Parameters<System['bus']['onOutcome']>[1]) => system.bus.onOutcome(process, listener) };
  const outcomes = new Outcomes(standIn(bus), log, standIn(admissionIn(system)));
  const keys = new OrderKeys(standIn(config));
  const own = new OwnOrders(log, keys);
  const idempotency = new IdempotencyRepository(log, standIn(config));
  const goods = new Goods(standIn(requests), process.clock);
  const quotes = new Quotes(standIn(requests), process.clock);
  const terms = new OrderTerms(goods, quotes, new References(log, idempotency, keys));
  const secrets = new OrderSecrets(new CardVault(standIn(requests), process.clock), keys);
  const held = heldKeysIn(process, system);
  const intake = new OrderIntake(log, terms, secrets, standIn(held));
  const operations = system.part('operations', new RequestOperation(log, outcomes, own), process);
  return {
    orders: system.part('orders', new PlaceOrder(intake, outcomes, keys, standIn(held)), process),
    operations,
    reviews: new ResolveReview(log, standIn(requests), outcomes, own, idempotency),
    reissues: new ReissueDownloads(log, outcomes, own),
    mails: new RequestMail(log, own, keys, standIn(nobodyCounts)),
    idempotency,
    decisions: system.part('decisions', { capture: requestCapture, void: requestVoid, refund: requestRefund }, process),
    givingBack: givingBackIn(process, system, { log, requests, operations, own, idempotency, keys, secrets }),
  };
};

/** How often mails were tried is for lists of them, which nobody asks for here. */
const nobodyCounts = { of: async () => [] };

/** Whether new work is begun, by the service's own rule. */
const admissionIn = ({ bus }: System) => ({
  checkBus: () => {
    const hindrance = hindranceOf(bus.condition);
    if (hindrance !== undefined) throw new TransientError(`nothing new is begun: ${hindrance}`);
  },
  checkWaiting: () => undefined,
});

const KEY = '01890a5d-ac96-774b-bcce-b302099a8001';
const rightsOf = (person: string): ReadonlySet<Right> => new Set(person === clerk ? [] : ['refunds:approve']);

/** As controllers and their interceptors do it: once for each key, then the handler; what it throws is the answer. */
const ask = async (handlers: Handlers, process: Process, request: ApiRequest): Promise<ApiAnswer> => {
  const { merchant, key, kind, order, body, by } = request;
  const caller = { merchant, mode: 'test', actor: by ?? KEY, rights: by === undefined ? undefined : rightsOf(by) } as const;
  const content = `POST ${kind} ${order}\n${canonicalText(contentOf(body))}`;
  const fingerprint = handlers.idempotency.fingerprint(caller, content);
  const requestId = newId();
  try {
    const answer = await handlers.idempotency.once({ caller, key, fingerprint }, (attempt: Attempt) =>
      handle(handlers, process, { request, context: { caller, requestId, traceparent: undefined, attempt } }),
    );
    return { status: answer.status, text: JSON.stringify(answer.body) };
  } catch (error) {
    if (error instanceof DomainError) return { status: 409, text: JSON.stringify({ code: error.code }) };
    if (error instanceof TransientError) return { status: 503, text: error.message };
    return { status: 500, text: error instanceof Error ? `${error.name}: ${error.message}` : String(error) };
  }
};

interface Asked {
  readonly request: ApiRequest;
  readonly context: RequestContext;
}

const handle = (handlers: Handlers, process: Process, { request, context }: Asked): Promise<HttpAnswer> => {
  const { kind, order, body } = request;
  const operation = (decide: (state: Order) => ReturnType<typeof requestCapture>): Promise<HttpAnswer> =>
    handlers.operations.request({ kind: kind as 'capture', order, context, decide });
  switch (kind) {
    case 'place':
      return place(handlers, process, { request, context });
    case 'capture':
      return operation((state) => handlers.decisions.capture(state, body));
    case 'void':
      return operation((state) => handlers.decisions.void(state, body));
    case 'refund':
      if (request.by !== undefined) return handlers.givingBack.refunds.request(order, body, context);
      return operation((state) => handlers.decisions.refund(state, body));
    case 'review':
      return handlers.reviews.resolve(order, standIn(body), context);
    case 'reissue':
      return handlers.reissues.request(order, reissueSchema.parse(body), context);
    case 'mail':
      return handlers.mails.request(order, mailSchema.parse(body), context);
    case 'credit':
      return credit(handlers, process, { request, context });
    case 'decide': {
      const { approval, ...decision } = body as ApprovalDecisionBody & { readonly approval: string };
      return handlers.givingBack.approvals.resolve({ order, approval }, decision, context);
    }
  }
};

const place = async ({ orders }: Handlers, process: Process, { request, context }: Asked): Promise<HttpAnswer> => {
  const { found } = context.attempt;
  if (found !== undefined) return orders.answerAgain(found, context);
  const body = orderSchema.parse(request.body);
  refuseIfAny(checkOrder(standIn(body), process.clock.now()));
  return orders.place(body, context);
};

/** As `CreditsController` does it. */
const credit = async ({ orders, givingBack }: Handlers, process: Process, { request, context }: Asked): Promise<HttpAnswer> => {
  const { found } = context.attempt;
  if (found !== undefined) return orders.answerAgain(found, context);
  const body = creditSchema.parse(request.body);
  refuseIfAny(checkCredit(body, process.clock.now()));
  const order = newId();
  const take = () => givingBack.credits.take({ order, body, context });
  return orders.record({ order, concerns: (news) => settlesCredit.has(news), take }, context);
};
const settlesCredit = new Set<string>(settles('credit'));
