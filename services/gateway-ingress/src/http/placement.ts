import { Inject, Injectable } from '@nestjs/common';
import type { RecordedEvent } from '@tollgate/contracts';
import { Fault, fold, invariant } from '@tollgate/order';
import { ClaimTaken, type FoundClaim, noHash, type Occurrence, type OrderLog } from '@tollgate/order-log';
import { ORDER_LOG } from '@tollgate/service';
import { v7 } from 'uuid';
import { CardVault } from '../adapters/card-vault.js';
import { Goods } from '../adapters/goods.js';
import { Outcomes } from '../adapters/outcomes.js';
import type { Caller } from '../adapters/postgres/api-keys.js';
import { mayAnswerPlacement, placementAnswered } from '../domain/await-outcome.js';
import { brandOf } from '../domain/card-number.js';
import { digitalSkus, linesOf, placeOrder, streetDigits } from '../domain/place-order.js';
import { type AnsweredOrder, type HttpAnswer, placementAnswer } from './http-answer.js';
import { Keys } from './keys.js';
import type { OrderBody } from './order.schema.js';

/** A merchant's checked order on its way in. */
export interface PlacementRequest {
  readonly caller: Caller;
  readonly body: OrderBody;
  readonly requestId: string;
  readonly traceparent: string | undefined;
}

const binLength = 6;

const firstAnswered = (events: readonly RecordedEvent[]): AnsweredOrder | undefined => {
  const order = placementAnswered(events);
  return order && { order, requestId: events[0]?.header.correlation ?? '' };
};

/** Nothing is known of the order yet but that it was placed. */
const pending = (events: readonly RecordedEvent[]): AnsweredOrder => {
  const order = fold(events.slice(0, 1));
  invariant(order !== undefined, 'a pending order was placed');
  return { order, requestId: events[0]?.header.correlation ?? '' };
};

/** Places orders and waits for their outcome. All that can be refused is refused before the card is stored. */
@Injectable()
export class Placement {
  constructor(
    @Inject(ORDER_LOG) private readonly log: OrderLog,
    private readonly goods: Goods,
    private readonly vault: CardVault,
    private readonly outcomes: Outcomes,
    private readonly keys: Keys,
  ) {}

  /** The merchant's answer. Throws Refusal `unknown_sku` or `no_file_for_sku`; ClaimTaken when another request has the same idempotency key. */
  async place(request: PlacementRequest, claim: Occurrence['claim']): Promise<HttpAnswer> {
    const occurrence = await this.prepare(request, claim);
    const { items, type } = request.body;
    const awaited = { type, hasDigitalLines: items.some(({ kind }) => kind === 'digital') };
    const concerns = mayAnswerPlacement.bind(undefined, awaited);
    const answered = await this.outcomes.during({ order: occurrence.order, concerns, judge: firstAnswered }, async (outcome) => {
      const events = await this.append(occurrence);
      return (await outcome()) ?? pending(events);
    });
    return placementAnswer(answered, this.keys.linkOf);
  }

  /** The answer that the request with this claim got, or gets in a moment. */
  async answerAgain({ order }: FoundClaim): Promise<HttpAnswer> {
    invariant(order !== null, 'a claim on a placement names its order');
    const answered = await this.outcomes.after({ order, concerns: () => true, judge: firstAnswered });
    return placementAnswer(answered ?? pending(await this.log.read(order)), this.keys.linkOf);
  }

  private async prepare(
    { caller, body, requestId, traceparent }: PlacementRequest,
    claim: Occurrence['claim'],
  ): Promise<Occurrence> {
    const lines = linesOf(body, await this.goods.pin(caller.merchant, digitalSkus(body.items)));
    const order = v7();
    const card = await this.storeCard(order, { caller, body, requestId, traceparent });
    const { sealed, orderKey } = this.keys.seal(caller, order, body);
    const screening = this.keys.screening(caller, body);
    const placed = placeOrder(body, { lines, card, screening, sealedPersonalData: sealed });
    return {
      order,
      ...caller,
      events: [placed],
      expectedVersion: 0,
      previousHash: noHash,
      causation: claim?.id ?? v7(),
      correlation: requestId,
      traceparent,
      orderKey,
      claim,
    };
  }

  private async storeCard(order: string, { caller, body, traceparent }: PlacementRequest) {
    const { number, cvc, expiryMonth, expiryYear } = body.payment.card;
    const { line1, postalCode = '' } = body.billingAddress;
    const pan = number.reveal();
    const secrets = { merchant: caller.merchant, order, pan, cvc: cvc?.reveal() ?? '', expiryMonth, expiryYear };
    const token = await this.vault.store({ ...secrets, streetDigits: streetDigits(line1), postalCode }, traceparent);
    const bin = pan.slice(0, binLength);
    return { token, brand: brandOf(bin), bin, last4: pan.slice(-4) };
  }

  /** A Fault leaves open whether the order is in the log (only the bus may have failed): if it is, the merchant's order stands. */
  private async append(occurrence: Occurrence): Promise<readonly RecordedEvent[]> {
    try {
      const appended = await this.log.append(occurrence);
      if (appended.outcome === 'claimed') throw new ClaimTaken('the idempotency key is taken');
      invariant(appended.outcome === 'appended', 'a new order contends with nobody');
      return appended.events;
    } catch (error) {
      if (!(error instanceof Fault)) throw error;
      const events = await this.log.read(occurrence.order);
      if (events.length === 0) throw error;
      return events;
    }
  }
}
