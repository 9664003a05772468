import { Inject, Injectable } from '@nestjs/common';
import { type Clock, invariant, TransientError } from '@tollgate/errors';
import { CLOCK } from '@tollgate/service';
import { countryRules } from '../../addresses/country-rules.data.js';
import { normalAddress } from '../../addresses/normal-address.js';
import type { Caller } from '../../api-keys/api-keys.repository.js';
import { checkSkus } from '../../baskets/basket-lines.js';
import { checkAmounts } from '../../baskets/check-basket.js';
import { Goods } from '../../goods/goods.client.js';
import { idFor, type RequestContext } from '../../http/caller.js';
import { uuidOf } from '../../http/uuid-of.js';
import { IdempotencyRepository } from '../../idempotency/idempotency.repository.js';
import { answerOrder } from '../../orders/answer-order.js';
import { OrderKeys } from '../../orders/order-keys.store.js';
import { References } from '../../references/references.repository.js';
import { type FieldError, refusal, refuseIfAny } from '../../validation/field-error.js';
import { SavedCards } from '../payment/saved-cards.handler.js';
import { CheckoutKeys } from './checkout-keys.store.js';
import type { CheckoutSession } from './checkout-session.entity.js';
import type { CheckoutSessionAnswer, NewSessionBody } from './checkout-session.schema.js';
import { CheckoutSessions } from './checkout-sessions.repository.js';
import { checkReturnUrls } from './return-url.js';
import type { SessionState } from './session-state.js';
import { SessionStates } from './session-states.handler.js';
import { NEW_SESSION, showSession } from './show-session.js';

const MINUTE_MS = 60_000;
const MAX_TRIES = 3;

const checkCountries = ({ billingAddress, shippingAddress }: NewSessionBody): readonly FieldError[] =>
  Object.entries({ billingAddress, shippingAddress })
    .filter(([, address]) => address !== undefined && countryRules(normalAddress(address).country) === undefined)
    .map(([name]) => ({ code: 'unknown_country', field: `/${name}/country` }));

/** Makes, shows and ends sessions, for the merchant. */
@Injectable()
export class ManageSessions {
  // biome-ignore lint/complexity/useMaxParams: what Nest injects
  constructor(
    private readonly sessions: CheckoutSessions,
    private readonly states: SessionStates,
    private readonly keys: CheckoutKeys,
    private readonly orderKeys: OrderKeys,
    private readonly goods: Goods,
    private readonly references: References,
    private readonly savedCards: SavedCards,
    private readonly idempotency: IdempotencyRepository,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Throws DomainError `https_required`, `amount_too_large`, `unknown_country`, `unknown_sku`, `no_file_for_sku`,
   *  `good_is_digital`, `too_many_files`, `unknown_card`, and `reference_taken` where an order has the reference that was paid, or may yet be. */
  async create(body: NewSessionBody, context: RequestContext): Promise<CheckoutSessionAnswer> {
    const { caller, attempt } = context;
    if (attempt.found !== undefined) return this.showNew(attempt.found.answer ?? '');
    refuseIfAny([...checkReturnUrls(body, caller.mode), ...checkAmounts(body), ...checkCountries(body)]);
    refuseIfAny(checkSkus(body, await this.goods.pinBasket(caller.merchant, body.items)));
    refuseIfAny(await this.savedCards.check(body.savedCards ?? [], context));
    if (body.referenceIsUnique === true && body.reference !== undefined) await this.references.take(caller, body.reference);
    const id = idFor('checkout session', attempt);
    const { customer, billingAddress, shippingAddress, savedCards, expiresInMinutes, ...terms } = body;
    const now = this.clock.now();
    await this.sessions.keep({
      id,
      merchant: caller.merchant,
      mode: caller.mode,
      key: uuidOf('key', caller.actor),
      terms,
      sealedCustomer: this.keys.seal(id, { customer, billingAddress, shippingAddress, savedCards }),
      expiresAt: new Date(now.getTime() + expiresInMinutes * MINUTE_MS),
    });
    await this.idempotency.keep(attempt, { answer: id });
    return this.showNew(id);
  }

  /** Throws DomainError `not_found`. */
  async get(caller: Caller, publicId: string): Promise<CheckoutSessionAnswer> {
    const session = await this.own(caller, publicId);
    return this.show(session, await this.states.stateOf(session));
  }

  /** Ends a session in which nobody has paid; one that has ended stays as it is. Throws DomainError `not_found`, `session_paid` and
   *  `session_processing`. */
  async expire(caller: Caller, publicId: string): Promise<CheckoutSessionAnswer> {
    for (let tries = 0; tries < MAX_TRIES; tries += 1) {
      const ended = await this.end(await this.own(caller, publicId));
      if (ended !== undefined) return ended;
    }
    throw new TransientError('customers began to pay again and again');
  }

  /** Undefined where it is to be looked at anew. A try that was begun before the session was over may yet place its order: no longer. */
  private async end(session: CheckoutSession): Promise<CheckoutSessionAnswer | undefined> {
    const state = await this.states.stateOf(session);
    if (state.kind === 'paid' || state.kind === 'processing') throw refusal(`session_${state.kind}`);
    const isUnderWay = await this.states.isUnderWay(session);
    if (state.kind !== 'open' && !isUnderWay) return this.show(session, state);
    if (isUnderWay) await this.states.prevent(session, session.attempt);
    await this.sessions.cancel(session, this.clock.now());
    return undefined;
  }

  private async own({ merchant, mode }: Caller, publicId: string): Promise<CheckoutSession> {
    const session = await this.sessions.find(uuidOf('cs', publicId));
    if (session === undefined || session.merchant !== merchant || session.mode !== mode) throw refusal('not_found');
    return session;
  }

  private async showNew(id: string): Promise<CheckoutSessionAnswer> {
    const session = await this.sessions.find(id);
    invariant(session !== undefined, 'a session stays');
    return this.show(session, NEW_SESSION);
  }

  private show(session: CheckoutSession, state: SessionState): CheckoutSessionAnswer {
    const priced = 'order' in state ? answerOrder(state.order, this.orderKeys) : undefined;
    return showSession(session, state, { url: this.keys.urlOf(session.id), priced });
  }
}
