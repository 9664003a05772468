import { Inject, Injectable } from '@nestjs/common';
import type { RecordedEvent } from '@tollgate/contracts';
import { TransientError } from '@tollgate/errors';
import { type AppendRequest, IdempotencyConflict, noHash, type OrderLog } from '@tollgate/order-log';
import { ORDER_LOG } from '@tollgate/service';
import type { OrderLines } from '../baskets/basket-lines.js';
import { causeOfCommand, type RequestContext } from '../http/caller.js';
import { HoldKeys } from '../license-keys/hold-keys.handler.js';
import { recordOrFind } from '../orders/recorded-command.repository.js';
import type { OrderBody } from './order.schema.js';
import type { OrderRequest } from './order-request.js';
import { OrderSecrets } from './order-secrets.handler.js';
import { OrderTerms } from './order-terms.handler.js';
import { placeOrder } from './place-order.js';

/** What a merchant's server sends, or a customer on the payment page, who may agree to something. */
export type PlacedBody = OrderBody & Pick<OrderRequest, 'consents'>;

/** A merchant's checked order on its way in, and the id (uuid) it is to have. */
export interface PlacementRequest {
  readonly order: string;
  readonly body: PlacedBody;
  readonly context: RequestContext;
}

/** How often an append is tried whose keys or version somebody else took at the same moment. */
const MAX_TRIES = 3;

/** Takes an order into the log: goods pinned, card in the vault, person sealed, its keys its own. */
@Injectable()
export class OrderIntake {
  // biome-ignore lint/complexity/useMaxParams: what Nest injects
  constructor(
    @Inject(ORDER_LOG) private readonly log: OrderLog,
    private readonly terms: OrderTerms,
    private readonly secrets: OrderSecrets,
    private readonly keys: HoldKeys,
  ) {}

  /** The order as it was recorded. What can be refused is refused before the card is stored: the DomainErrors of `OrderTerms`,
   *  `keys_exhausted`, and `unknown_card`. Throws IdempotencyConflict when another request has the same idempotency key. */
  async take(request: PlacementRequest): Promise<readonly RecordedEvent[]> {
    const { order, body, context } = request;
    const lines = await this.terms.linesOf(body, context);
    return this.keys.holding({ order, lines, caller: context.caller }, async () =>
      this.append(await this.prepare(request, lines), request),
    );
  }

  private async prepare({ order, body, context }: PlacementRequest, lines: OrderLines): Promise<AppendRequest> {
    const cause = causeOfCommand(context);
    const idempotencyRecords = [...(cause.idempotencyRecords ?? []), ...(await this.terms.takeReference(body, context))];
    const { orderKey, ...facts } = await this.secrets.putAway(order, body, context);
    const { merchant, mode } = context.caller;
    return {
      subject: { kind: 'order', id: order },
      merchant,
      mode,
      events: [placeOrder(body, { lines, ...facts })],
      expectedVersion: 0,
      previousHash: noHash,
      causation: cause.id,
      correlation: cause.correlation,
      traceparent: cause.traceparent,
      on: cause.on,
      orderKey,
      idempotencyRecords,
    };
  }

  private async append(append: AppendRequest, request: PlacementRequest, tries = 1): Promise<readonly RecordedEvent[]> {
    const outcome = await this.tryToAppend(append);
    if (typeof outcome !== 'string') return outcome;
    if (tries === MAX_TRIES) throw new TransientError('others took the order’s keys again and again');
    const next = outcome === 'key_taken' ? { ...append, idempotencyRecords: await this.keysAgain(append, request) } : append;
    return this.append(next, request, tries + 1);
  }

  private tryToAppend(request: AppendRequest): Promise<readonly RecordedEvent[] | 'conflict' | 'key_taken'> {
    const command = { order: request.subject.id, causation: request.causation };
    return recordOrFind(this.log, command, async () => {
      const appended = await this.log.append(request);
      return appended.outcome === 'appended' ? appended.events : appended.outcome;
    });
  }

  /** Which of an order's keys was taken: the request's own is another replica's answer to give (IdempotencyConflict); a reference may be free
   *  again, or is refused. */
  private async keysAgain({ idempotencyRecords = [] }: AppendRequest, { body, context }: PlacementRequest) {
    const own = idempotencyRecords.filter(({ scope }) => scope === 'request');
    for (const record of own) {
      const isTaken = (await this.log.findIdempotencyRecord(record)) !== undefined;
      if (isTaken) throw new IdempotencyConflict('the idempotency key is taken');
    }
    return [...own, ...(await this.terms.takeReference(body, context))];
  }
}
