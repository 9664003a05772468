import { invariant, TransientError } from '@tollgate/errors';
import { type EventContext, withSpan } from '@tollgate/messaging';
import { type Order } from '@tollgate/order';
import { type Cause, crashPoint } from '@tollgate/order-log';
import type { Acquirer, ProcessorResult } from '../adapters/acquirer/acquirer.js';
import type { LoadedOrder, PaymentStream } from '../adapters/payment-stream.js';
import type { Vault } from '../adapters/vault/vault.js';
import { isOpen } from '../domain/has-outcome.js';
import { type IssuerAnswer, recordAnswer } from '../domain/record-answer.js';
import { rejectLostCard } from '../domain/reject-lost-card.js';
import { requestAuthorization } from '../domain/request-authorization.js';
import { isApproval } from '../domain/response-codes.js';
import { type TimeOutCause, timeOutAuthorization } from '../domain/time-out-authorization.js';
import type { OrdersUnderWay } from './orders-under-way.js';
import type { ReverseOrder } from './reverse-order.js';

/** Crash point: the intent is durable, nothing was sent. */
export const crashAfterIntent = 'authorization:after-intent';
/** Crash point: the answer is here, and not recorded. */
export const crashAfterAnswer = 'authorization:after-answer';

/** Longer than any replica that lives takes between intent and outcome. */
const ORPHANED_AFTER_MS = 20_000;
const MAX_KEPT_ANSWERS = 10_000;

export interface AuthorizeOrderParts {
  readonly stream: PaymentStream;
  readonly acquirer: Acquirer;
  readonly vault: Vault;
  readonly reversals: ReverseOrder;
  readonly underWay: OrdersUnderWay;
}

/** Intent, effect, fact: what an accepted order goes through. The intent is durable before the bytes leave; after that there is no way
 *  back but an outcome, and an outcome that nobody knows is timed out and reversed, never asked again. */
export class AuthorizeOrder {
  /** Answers that could not be recorded yet, Postgres being away: the redelivered message finds them here. */
  private readonly answers = new Map<string, IssuerAnswer>();

  constructor(private readonly parts: AuthorizeOrderParts) {}

  /** Resolves when the order has its outcome. A message delivered again meanwhile waits for the same. */
  handle(order: string, context: EventContext): Promise<void> {
    return this.parts.underWay.once(order, () => this.authorize(order, context.cause));
  }

  private async authorize(id: string, cause: Cause): Promise<void> {
    const loaded = await this.parts.stream.load(id);
    if (loaded.order.heads.payment === undefined) return this.begin(loaded.order, cause);
    if (isOpen(loaded.order)) return this.resume(loaded, cause);
    return this.parts.stream.publishAgain(id, cause);
  }

  private async begin(order: Order, cause: Cause): Promise<void> {
    const { acquirer, vault, stream } = this.parts;
    if (!acquirer.isReady) throw new TransientError('the acquirer link is down');
    const { token = '' } = order.placed.card ?? {};
    const [card, trace] = await Promise.all([vault.open(token), acquirer.nextTrace()]);
    if (card === undefined) {
      if ((await stream.append(order, cause, rejectLostCard(order))) === undefined) await this.authorize(order.id, cause);
      return;
    }
    const events = requestAuthorization(order, trace);
    const [intent] = events;
    if (intent?.type !== 'AuthorizationRequested') return;
    const request = acquirer.prepare(order, intent.data, card);
    const intended = await stream.intend(order, cause, events).catch((fault: unknown) => {
      card.putBack(); // the CVC is nowhere else, and the order comes again
      throw fault;
    });
    if (intended === undefined) return this.authorize(order.id, cause);
    crashPoint(crashAfterIntent);
    const result = await withSpan('ask acquirer', cause.traceparent, () => acquirer.authorize(request));
    crashPoint(crashAfterAnswer);
    return this.conclude(intended, cause, result);
  }

  /** The message came again and found an open request: its answer is here, or another replica is at it, or nobody is. */
  private async resume({ order, events }: LoadedOrder, cause: Cause): Promise<void> {
    const answer = this.answers.get(order.id);
    if (answer !== undefined) return this.conclude(order, cause, { outcome: 'answered', answer });
    const request = events.findLast(({ type }) => type === 'AuthorizationRequested');
    invariant(request !== undefined, 'an open request is in the log');
    const isOurs = order.payment.requested?.trace?.terminalId === (await this.parts.acquirer.terminalId());
    const ageMs = Date.now() - Date.parse(request.header.occurredAt);
    if (!isOurs && ageMs < ORPHANED_AFTER_MS) throw new TransientError('another replica waits for the acquirer');
    return this.timeOut(order, cause, 'recovered');
  }

  private async conclude(order: Order, cause: Cause, result: ProcessorResult): Promise<void> {
    if (result.outcome !== 'answered') return this.timeOut(order, cause, result.outcome);
    const { answer } = result;
    this.keepAnswer(order.id, answer);
    const concluded = await this.parts.stream.append(order, cause, recordAnswer(order, answer));
    this.answers.delete(order.id);
    // Somebody gave up on the request meanwhile: the approval came too late.
    if (concluded === undefined && isApproval(answer.responseCode)) await this.parts.reversals.reverseLateApproval(order.id);
  }

  private async timeOut(order: Order, cause: Cause, why: TimeOutCause): Promise<void> {
    await this.parts.reversals.keep(order.id);
    await this.parts.stream.append(order, cause, timeOutAuthorization(order, why));
    this.parts.reversals.attemptSoon(order.id);
  }

  private keepAnswer(order: string, answer: IssuerAnswer): void {
    const [oldest] = this.answers.keys();
    if (this.answers.size >= MAX_KEPT_ANSWERS && oldest !== undefined) this.answers.delete(oldest);
    this.answers.set(order, answer);
  }
}
