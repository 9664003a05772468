import { Inject, Injectable } from '@nestjs/common';
import type { RecordedEvent } from '@tollgate/contracts';
import { type Clock, DomainError, invariant, TransientError } from '@tollgate/errors';
import { money } from '@tollgate/money';
import { fold } from '@tollgate/order';
import { type AppendRequest, IdempotencyConflict, noHash, type OrderLog } from '@tollgate/order-log';
import { CLOCK, ORDER_LOG } from '@tollgate/service';
import { FraudLists } from '../fraud-lists/fraud-lists.client.js';
import { causeOfCommand, type RequestContext } from '../http/caller.js';
import { answerOrder } from '../orders/answer-order.js';
import { OrderKeys } from '../orders/order-keys.store.js';
import { recordOrFind } from '../orders/recorded-command.repository.js';
import { type FoundCard, OrderSecrets } from '../placements/order-secrets.handler.js';
import { Settings } from '../settings/settings.client.js';
import { Stores } from '../stores/stores.repository.js';
import { explain } from '../validation/explanations.data.js';
import { FieldErrors, refuseIfAny } from '../validation/field-error.js';
import { type CreditBody, creditTermsSchema } from './credit.schema.js';
import { blockableNames, refuseBlocked } from './credit-blocks.js';
import { CreditSecrets } from './credit-secrets.handler.js';
import { EarlierCredits } from './earlier-credits.repository.js';
import {
  type CreditRefusal,
  type CreditTerms,
  type CreditWish,
  lookBackFrom,
  refuseAfterOthers,
  refuseByTerms,
} from './permit-credit.js';
import { placeCredit } from './place-credit.js';

/** A merchant's checked credit on its way in, and the id (uuid) that its order is to have. */
export interface CreditPlacement {
  readonly order: string;
  readonly body: CreditBody;
  readonly context: RequestContext;
}

interface TermsInForce {
  readonly terms: CreditTerms;
  readonly version: number;
}

/** How often an append is tried whose turn another credit took at the same moment. */
const MAX_TRIES = 10;

/** The same credit came a moment ago; its order is told. */
class DuplicateCredit extends DomainError {
  /** Further members of the problem document. */
  readonly extensions: { readonly order: object };

  constructor(order: object) {
    super('duplicate_credit', undefined, explain('duplicate_credit'));
    this.extensions = { order };
  }
}

/** Takes a credit into the log: permitted by the store's settings, card in the vault, person sealed. */
@Injectable()
export class CreditIntake {
  // biome-ignore lint/complexity/useMaxParams: what Nest injects
  constructor(
    @Inject(ORDER_LOG) private readonly log: OrderLog,
    private readonly settings: Settings,
    private readonly stores: Stores,
    private readonly credits: EarlierCredits,
    private readonly secrets: OrderSecrets,
    private readonly away: CreditSecrets,
    private readonly lists: FraudLists,
    private readonly keys: OrderKeys,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** The credit as it was recorded. What can be refused is refused before the card is stored: the codes of `refuseByTerms` and
   *  `refuseAfterOthers` and `refuseBlocked`, and `unknown_card`. Throws IdempotencyConflict when another request has the same idempotency key. */
  async take(placement: CreditPlacement): Promise<readonly RecordedEvent[]> {
    const { body, context } = placement;
    const inForce = await this.termsOf(context);
    const wish = wishOf(placement);
    refuse(refuseByTerms(inForce.terms, wish));
    const card = await this.secrets.findCard(body, context);
    invariant(card !== undefined, 'a credit has a card');
    await this.refuseListed(body, card, context);
    const asked = { ...wish, card: card.fingerprint };
    const record = await this.nextTurn(asked, inForce.terms, context);
    const append = await this.prepare(placement, inForce, card);
    return this.append({ ...append, idempotencyRecords: [...(append.idempotencyRecords ?? []), record] }, () =>
      this.nextTurn(asked, inForce.terms, context),
    );
  }

  private async termsOf(context: RequestContext): Promise<TermsInForce> {
    const { document, version } = await this.settings.get('credits', context);
    return { terms: creditTermsSchema.parse(JSON.parse(document)), version };
  }

  /** Before its turn: what is blocked takes none. */
  private async refuseListed(body: CreditBody, card: FoundCard, context: RequestContext): Promise<void> {
    const names = blockableNames(this.away.screening(body, card, context.caller));
    refuseIfAny(refuseBlocked(await this.lists.blocked(names, context), body.payment.token !== undefined));
  }

  /** The turn that the credit takes, where it is allowed after those before it. */
  private async nextTurn(wish: CreditWish, terms: CreditTerms, { caller }: RequestContext) {
    const { timeZone } = await this.stores.find(caller.merchant);
    const moment = { now: this.clock.now(), timeZone };
    const { record, ...lookBack } = await this.credits.since(caller, wish.amount.currency, lookBackFrom(moment));
    const refusal = refuseAfterOthers(terms, wish, { ...lookBack, ...moment });
    if (refusal?.duplicateOf !== undefined) throw await this.duplicate(refusal.duplicateOf);
    refuse(refusal);
    return record;
  }

  private async duplicate(id: string): Promise<DuplicateCredit> {
    const order = fold(await this.log.read(id));
    return new DuplicateCredit(order === undefined ? {} : answerOrder(order, this.keys));
  }

  private async prepare({ order, body, context }: CreditPlacement, { version }: TermsInForce, card: FoundCard) {
    const cause = causeOfCommand(context);
    const { merchant, mode } = context.caller;
    const { orderKey, ...facts } = await this.away.putAway(order, body, { card, context });
    const amount = money(BigInt(body.amount), body.currency);
    return {
      subject: { kind: 'order', id: order },
      merchant,
      mode,
      events: [placeCredit(body, { amount, settingsVersion: version, ...facts })],
      expectedVersion: 0,
      previousHash: noHash,
      causation: cause.id,
      correlation: cause.correlation,
      traceparent: cause.traceparent,
      on: cause.on,
      orderKey,
      idempotencyRecords: cause.idempotencyRecords ?? [],
    } satisfies AppendRequest;
  }

  private async append(
    request: AppendRequest,
    turnAgain: () => ReturnType<CreditIntake['nextTurn']>,
    tries = 1,
  ): Promise<readonly RecordedEvent[]> {
    const command = { order: request.subject.id, causation: request.causation };
    const outcome = await recordOrFind<readonly RecordedEvent[] | 'taken'>(this.log, command, async () => {
      const appended = await this.log.append(request);
      return appended.outcome === 'appended' ? appended.events : 'taken';
    });
    if (outcome !== 'taken') return outcome;
    if (tries === MAX_TRIES) throw new TransientError('other credits took the turn again and again');
    const own = (request.idempotencyRecords ?? []).filter(({ scope }) => scope === 'request');
    for (const record of own) {
      const isTaken = (await this.log.findIdempotencyRecord(record)) !== undefined;
      if (isTaken) throw new IdempotencyConflict('the idempotency key is taken');
    }
    return this.append({ ...request, idempotencyRecords: [...own, await turnAgain()] }, turnAgain, tries + 1);
  }
}

const wishOf = ({ body, context }: CreditPlacement): Omit<CreditWish, 'card'> => ({
  amount: money(BigInt(body.amount), body.currency),
  isByKey: context.caller.actor.startsWith('key_'),
  isDuplicateAllowed: body.allowDuplicate === true,
});

const refuse = (refusal: CreditRefusal | undefined): void => {
  if (refusal === undefined) return;
  const { code, field, parameters } = refusal;
  if (field === undefined) throw new DomainError(code, undefined, explain(code));
  throw new FieldErrors([{ code, field, parameters }]);
};
