import { Inject, Injectable } from '@nestjs/common';
import type { GetCardResponse } from '@tollgate/contracts';
import { type Clock, DomainError } from '@tollgate/errors';
import { IdempotencyConflict } from '@tollgate/order-log';
import { CLOCK } from '@tollgate/service';
import { cardDataOf } from '../cards/card-data.js';
import { CardVault } from '../cards/card-vault.client.js';
import { checkExpiry } from '../cards/check-expiry.js';
import type { RequestContext } from '../http/caller.js';
import { IdempotencyRepository } from '../idempotency/idempotency.repository.js';
import { OrderKeys } from '../orders/order-keys.store.js';
import { refuseIfAny } from '../validation/field-error.js';
import type { CardTokenBody } from './card-token.schema.js';
import { describeCardToken, type ShownCardToken } from './describe-card-token.js';

/** Keeps cards for later orders, with the customer's consent. */
@Injectable()
export class KeepCard {
  // biome-ignore lint/complexity/useMaxParams: what Nest injects
  constructor(
    private readonly vault: CardVault,
    private readonly keys: OrderKeys,
    private readonly idempotency: IdempotencyRepository,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** The card as it may be shown. Repeated under its key it is answered by the same token as it was kept, also where that was deleted since.
   *  Throws DomainError `card_expired`; IdempotencyConflict when another replica was quicker with the key: this request's card is gone
   *  then. */
  async keep({ card, billingAddress }: CardTokenBody, context: RequestContext): Promise<ShownCardToken> {
    const { caller, traceparent, requestId, attempt } = context;
    const kept = attempt.found?.answer;
    if (kept !== undefined) return this.again(kept, context);
    refuseIfAny(checkExpiry(card, this.clock.now(), '/card'));
    const fingerprint = this.keys.nameOf(caller, 'card', card.number.reveal());
    const data = cardDataOf(card, billingAddress, fingerprint);
    const token = await this.vault.store(data, { caller, isReusable: true, traceparent, requestId });
    const shown = describeCardToken(await this.find(token, context));
    await this.keepKey(shown, context);
    return shown;
  }

  /** Throws DomainError `not_found`, also for another merchant's and for a card of one order. */
  async find(token: string, context: RequestContext): Promise<GetCardResponse> {
    const card = await this.vault.find(token, context);
    if (card === undefined || !card.isReusable) throw new DomainError('not_found');
    return card;
  }

  /** One that was found. Orders that were paid with it stand; no other can be. Throws DomainError `card_in_use` while a credit to it is not
   *  answered. */
  async forget(token: string, context: RequestContext): Promise<void> {
    await this.vault.delete(token, context);
  }

  /** Of two replicas that stored a card for the same request, the token of one is answered; nobody would ever name the other's. */
  private async keepKey(shown: ShownCardToken, context: RequestContext): Promise<void> {
    try {
      await this.idempotency.keep(context.attempt, { answer: JSON.stringify(shown) });
    } catch (error) {
      if (error instanceof IdempotencyConflict) await this.vault.delete(shown.id, context);
      throw error;
    }
  }

  /** Keys that an earlier release kept have the token alone. */
  private async again(kept: string, context: RequestContext): Promise<ShownCardToken> {
    return kept.startsWith('{') ? (JSON.parse(kept) as ShownCardToken) : describeCardToken(await this.find(kept, context));
  }
}
