import { Inject, Injectable } from '@nestjs/common';
import type { GetCardResponse } from '@tollgate/contracts';
import { type Clock, DomainError, invariant } from '@tollgate/errors';
import { noHash, type OrderLog } from '@tollgate/order-log';
import { CLOCK, ORDER_LOG } from '@tollgate/service';
import { cardDataOf } from '../cards/card-data.js';
import { CardVault } from '../cards/card-vault.client.js';
import { checkExpiry } from '../cards/check-expiry.js';
import type { RequestContext } from '../http/caller.js';
import { OrderKeys } from '../orders/order-keys.store.js';
import { refuseIfAny } from '../validation/field-error.js';
import type { CardTokenBody } from './card-token.schema.js';

/** Keeps cards for later orders, with the customer's consent. */
@Injectable()
export class KeepCard {
  // biome-ignore lint/complexity/useMaxParams: what Nest injects
  constructor(
    private readonly vault: CardVault,
    private readonly keys: OrderKeys,
    @Inject(ORDER_LOG) private readonly log: OrderLog,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** The card as it may be shown. Repeated under its key it is the same token. Throws DomainError `card_expired`. */
  async keep({ card, billingAddress }: CardTokenBody, context: RequestContext): Promise<GetCardResponse> {
    const { caller, traceparent, attempt } = context;
    const kept = attempt.found?.answer;
    if (kept !== undefined) return this.find(kept, context);
    refuseIfAny(checkExpiry(card, this.clock.now(), '/card'));
    const fingerprint = this.keys.nameOf(caller, 'card', card.number.reveal());
    const data = cardDataOf(card, billingAddress, fingerprint);
    const token = await this.vault.store(data, { caller, isReusable: true, traceparent });
    await this.keepKey(token, context);
    return this.find(token, context);
  }

  /** Throws DomainError `not_found`, also for another merchant's and for a card of one order. */
  async find(token: string, { caller }: RequestContext): Promise<GetCardResponse> {
    const card = await this.vault.find(caller, token);
    if (card === undefined || !card.isReusable) throw new DomainError('not_found');
    return card;
  }

  /** Orders that were paid with it stand; no other can be. Throws DomainError `not_found`. */
  async forget(token: string, context: RequestContext): Promise<void> {
    await this.find(token, context);
    await this.vault.delete(context.caller, token);
  }

  private async keepKey(token: string, { caller, attempt, requestId }: RequestContext): Promise<void> {
    if (attempt.record === undefined) return;
    const { merchant, mode } = caller;
    const appended = await this.log.append({
      subject: { kind: 'order', id: attempt.record.id },
      merchant,
      mode,
      events: [],
      expectedVersion: 0,
      previousHash: noHash,
      causation: attempt.record.id,
      correlation: requestId,
      idempotencyRecords: [{ ...attempt.record, answer: token }],
    });
    invariant(appended.outcome !== 'conflict', 'a key without events meets no conflict');
  }
}
