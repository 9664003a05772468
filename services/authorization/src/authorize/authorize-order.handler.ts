import { authorizationOf, isCardKept, type Order } from '@tollgate/order';
import { type Cause, type EffectRunner, type OrderLog, orderTarget } from '@tollgate/order-log';
import type { ExpireAuthorizationHandler } from '../expire/expire-authorization.handler.js';
import { type AuthorizeParts, authorizeEffect } from './authorize-effect.handler.js';
import { CardLoan, type CardSource } from './card-loan.handler.js';

export interface AuthorizeOrderParts extends AuthorizeParts {
  readonly log: Pick<OrderLog, 'load'>;
  readonly effects: EffectRunner;
  readonly cards: CardSource;
  readonly expiry: Pick<ExpireAuthorizationHandler, 'schedule'>;
}

/** What an accepted order goes through. */
export class AuthorizeOrderHandler {
  constructor(private readonly parts: AuthorizeOrderParts) {}

  /** Resolves when the order has its outcome, and what follows from that at a later time is scheduled. A message that is delivered again
   *  meanwhile waits for the same. Throws TransientError where it has to come again. */
  async handle(order: string, cause: Cause): Promise<Order> {
    const loan = new CardLoan(this.parts.cards);
    try {
      const state = await this.parts.effects.perform(authorizeEffect(this.parts, loan), orderTarget(order), cause);
      await this.finish(state);
      return state;
    } finally {
      loan.end();
    }
  }

  /** The order was rejected, or could not be priced, before its issuer was asked: nobody needs its card any more. */
  async forgetCard(order: string): Promise<void> {
    const { state } = await this.parts.log.load(orderTarget(order));
    this.forget(state);
  }

  private async finish(order: Order): Promise<void> {
    const { expiresAt, expired } = authorizationOf(order.payment) ?? {};
    if (expiresAt !== undefined && expired === undefined) await this.parts.expiry.schedule(order.id, new Date(expiresAt));
    const { card } = order.placed;
    if (card !== undefined && isCardKept(order)) await this.parts.cards.keep(card.token);
    else this.forget(order);
  }

  private forget({ placed }: Order): void {
    if (placed.card !== undefined && !placed.card.isStored) this.parts.cards.forget(placed.card.token);
  }
}
