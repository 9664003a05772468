import { setTimeout as sleep } from 'node:timers/promises';
import { Inject, Injectable } from '@nestjs/common';
import { toPublicId } from '@tollgate/contracts';
import { type Clock, DomainError, TransientError } from '@tollgate/errors';
import { crashPoint } from '@tollgate/order-log';
import { CLOCK } from '@tollgate/service';
import { checkStrayNumber } from '../../cards/stray-number.js';
import type { RequestContext } from '../../http/caller.js';
import { IdempotencyRepository } from '../../idempotency/idempotency.repository.js';
import { checkOrder } from '../../placements/check-order.js';
import { type OrderBody, orderSchema } from '../../placements/order.schema.js';
import type { PlacedBody } from '../../placements/order-intake.handler.js';
import { PlaceOrder } from '../../placements/place-order.handler.js';
import { FieldErrors } from '../../validation/field-error.js';
import { readBody } from '../../validation/validation.pipe.js';
import type { FormValues } from '../page/form-values.js';
import { CheckoutKeys } from '../sessions/checkout-keys.store.js';
import type { CheckoutSession } from '../sessions/checkout-session.entity.js';
import { CheckoutSessions } from '../sessions/checkout-sessions.repository.js';
import type { SessionState, TryFailure } from '../sessions/session-state.js';
import { SessionStates } from '../sessions/session-states.handler.js';
import { acceptedConsents, consentField, missingConsents, type ShownConsent } from './consents.js';
import { cvcErrors, fieldErrors, missingParts, orderBody } from './form-order.js';
import type { PageQuote, PricedForm } from './page-quote.js';
import { chosenCard, type OfferedCard } from './saved-cards.js';

/** What a customer sends to pay. */
export interface Payment {
  readonly session: CheckoutSession;
  readonly state: SessionState & { readonly kind: 'open' };
  readonly values: FormValues;
  readonly priced: PricedForm;
  /** As the page shows them for these values. */
  readonly consents: readonly ShownConsent[];
  readonly ipAddress: string;
  /** That may be paid with. */
  readonly savedCards: readonly OfferedCard[];
  /** In the name of the key that made the session. */
  readonly context: RequestContext;
}

/** What came of it: the form once more, with what is wrong or to be looked at; or a try, of which the session's state tells. */
export type PaymentResult =
  | {
      readonly kind: 'form';
      readonly status: number;
      readonly errors: ReadonlyMap<string, string>;
      readonly notice?: PaymentNotice;
    }
  | { readonly kind: 'tried' };

export type PaymentNotice = TryFailure | 'page_old' | 'unavailable' | 'not_served' | 'reference_taken' | 'sold_out';

const noErrors: ReadonlyMap<string, string> = new Map();
const again = (status: number, notice: PaymentNotice): PaymentResult => ({ kind: 'form', status, errors: noErrors, notice });

export const CRASH_AFTER_CLAIM = 'checkout:after-claim';

const POLL_MS = 100;
const MAX_POLLS = 30;

/** Pays: by the very path of `POST /v1/orders`, under a key of the session's try, once whatever tabs, replicas and crashes there are. */
@Injectable()
export class PaySession {
  // biome-ignore lint/complexity/useMaxParams: what Nest injects
  constructor(
    private readonly orders: PlaceOrder,
    private readonly sessions: CheckoutSessions,
    private readonly states: SessionStates,
    private readonly keys: CheckoutKeys,
    private readonly idempotency: IdempotencyRepository,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async pay(payment: Payment): Promise<PaymentResult> {
    const { session, state, values, priced } = payment;
    const attempt = this.keys.attemptIn(values.form ?? '', session.id, this.clock.now());
    if (attempt !== state.attempt) return failureOf(attempt, state) ?? again(409, 'page_old');
    const isFree = priced.quote?.amounts.total === 0;
    const checked = this.check(payment, isFree);
    if ('kind' in checked) return checked;
    if (priced.quote === undefined) return again(422, 'not_served');
    if (values.total !== String(priced.quote.amounts.total)) return again(409, 'total_changed');
    if (!(await this.sessions.claim(session.id, attempt, this.clock.now()))) return { kind: 'tried' };
    crashPoint(CRASH_AFTER_CLAIM);
    return this.place(payment, { attempt, body: placedBody(checked, payment, priced.quote) });
  }

  /** The order, or the form with all that is wrong in it. */
  private check(payment: Payment, isFree: boolean): OrderBody | PaymentResult {
    const { session, values, priced, consents, ipAddress, savedCards } = payment;
    const { token } = chosenCard(savedCards, values) ?? {};
    const raw = orderBody(session.terms, values, { ipAddress, isFree, token });
    const missing = missingConsents(consents, values).map((one) => [consentField(one.id), 'consent_required'] as const);
    const before = [...missingParts(session.terms, values), ...priced.errors];
    const cvc = cvcErrors(values, { isFree, token });
    try {
      const body = readBody(orderSchema, raw);
      const stray = checkStrayNumber(body.payment?.card, { own: '/payment/card/number', request: { body: raw, headers: {} } });
      const errors = fieldErrors([...before, ...stray, ...checkOrder(body, this.clock.now()), ...cvc], values);
      if (errors.size + missing.length === 0) return body;
      return { kind: 'form', status: 422, errors: new Map([...errors, ...missing]) };
    } catch (error) {
      if (!(error instanceof FieldErrors)) throw error;
      const errors = fieldErrors([...before, ...error.extensions.errors, ...cvc], values);
      return { kind: 'form', status: 422, errors: new Map([...errors, ...missing]) };
    }
  }

  private async place({ session, values, context }: Payment, { attempt, body }: Try): Promise<PaymentResult> {
    try {
      await this.idempotency.once<unknown>(this.states.keyed(session, attempt), (known) =>
        known.found === undefined
          ? this.orders.place(body, { ...context, attempt: known })
          : this.answerAgain(known.found, context),
      );
      return { kind: 'tried' };
    } catch (error) {
      if (error instanceof DomainError && error.code === 'still_running') return this.waitFor(session, attempt);
      return refused(error, values);
    }
  }

  /** Nothing where the key was taken so that no order comes of it. */
  private async answerAgain(found: Parameters<PlaceOrder['answerAgain']>[0], context: RequestContext): Promise<void> {
    if (found.subject !== null) await this.orders.answerAgain(found, context);
  }

  /** Another tab pays right now: what comes of that is this tab's answer, too. */
  private async waitFor({ id }: CheckoutSession, attempt: number): Promise<PaymentResult> {
    for (let polls = 0; polls < MAX_POLLS; polls += 1) {
      await sleep(POLL_MS);
      const session = await this.sessions.find(id);
      const state = session && (await this.states.stateOf(session));
      if (state?.kind !== 'open' || state.attempt !== attempt) return { kind: 'tried' };
    }
    return again(503, 'unavailable');
  }
}

/** What cannot be placed as it was sent, and may be in a moment or with a change. */
const refused = (error: unknown, values: FormValues): PaymentResult => {
  if (error instanceof TransientError) return again(503, 'unavailable');
  if (!(error instanceof DomainError)) throw error;
  if (error.code === 'reference_taken') return again(409, 'reference_taken');
  if (error.code === 'keys_exhausted') return again(409, 'sold_out');
  const { errors } = error instanceof FieldErrors ? error.extensions : { errors: [] };
  return { kind: 'form', status: 422, errors: fieldErrors(errors, values), notice: 'unavailable' };
};

interface Try {
  readonly attempt: number;
  readonly body: PlacedBody;
}

const statusOf: Readonly<Record<TryFailure, number>> = { declined: 402, total_changed: 409 };

/** What came of the try that a form was made for, where that has failed since: the next one takes a new form. */
const failureOf = (attempt: number | undefined, { attempt: next, failure }: Payment['state']): PaymentResult | undefined =>
  attempt === undefined || attempt >= next || failure === undefined ? undefined : again(statusOf[failure], failure);

const placedBody = (body: OrderBody, { session, values, consents }: Payment, quote: PageQuote): PlacedBody => ({
  ...body,
  ...(quote.method === '' ? {} : { shippingMethod: quote.method }),
  expectedTotal: quote.amounts.total,
  metadata: { ...session.terms.metadata, checkoutSession: toPublicId('cs', session.id) },
  consents: acceptedConsents(consents, values),
});
