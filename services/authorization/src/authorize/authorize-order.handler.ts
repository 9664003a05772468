import { authorizationOf, type Order } from '@tollgate/order';
import { type Cause, type EffectRunner, orderTarget } from '@tollgate/order-log';
import type { ExpireAuthorizationHandler } from '../expire/expire-authorization.handler.js';
import { type AuthorizeParts, authorizeEffect } from './authorize-effect.handler.js';
import { CardLoan, type CardSource } from './card-loan.handler.js';

export interface AuthorizeOrderParts extends AuthorizeParts {
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
      const { expiresAt, expired } = authorizationOf(state.payment) ?? {};
      if (expiresAt !== undefined && expired === undefined) await this.parts.expiry.schedule(order, new Date(expiresAt));
      return state;
    } finally {
      loan.end();
    }
  }
}
