import { Inject, Injectable } from '@nestjs/common';
import { toPublicId } from '@tollgate/contracts';
import { type Clock, TransientError } from '@tollgate/errors';
import { CLOCK } from '@tollgate/service';
import type { Content, Html } from '@tollgate/web-pages';
import { countries } from '../../addresses/countries.data.js';
import { hasCardNumber } from '../../cards/card-number-in-text.js';
import type { RequestContext } from '../../http/caller.js';
import { OwnOrders } from '../../orders/own-orders.repository.js';
import { pageFrame } from '../frame/page-frame.js';
import { ANYONE } from '../frame/page-headers.store.js';
import { refusalPage } from '../frame/refusal-page.js';
import { consentsFor } from '../payment/consents.js';
import { fieldErrors, missingParts } from '../payment/form-order.js';
import type { PricedForm } from '../payment/page-quote.js';
import { PageQuotes } from '../payment/page-quotes.handler.js';
import { type PaymentNotice, PaySession } from '../payment/pay-session.handler.js';
import { SavedCards } from '../payment/saved-cards.handler.js';
import { chosenName, NEW_CARD, type OfferedCard } from '../payment/saved-cards.js';
import { CheckoutKeys } from '../sessions/checkout-keys.store.js';
import type { CheckoutSession } from '../sessions/checkout-session.entity.js';
import type { PageLanguage } from '../sessions/checkout-session.schema.js';
import { CheckoutSessions, type Seller } from '../sessions/checkout-sessions.repository.js';
import { signedReturnUrl } from '../sessions/return-url.js';
import type { SessionState } from '../sessions/session-state.js';
import { callerOf, SessionStates } from '../sessions/session-states.handler.js';
import { languageOf, sayIn } from '../texts/page-texts.js';
import { savingConsent } from './card-fields.js';
import { checkoutForm } from './checkout-form.js';
import { type FormValues, prefilledForm, shownAgain } from './form-values.js';
import { receiptFacts } from './receipt-facts.js';
import { doneHtml, endHtml, type Place, processingHtml, receiptHtml, refreshTo, returnHtml } from './status-pages.js';
import { countryOf } from './visitor.js';

/** Who looks at a page. */
export interface Visitor extends Pick<RequestContext, 'requestId' | 'traceparent' | 'onRecorded'> {
  readonly acceptLanguage: string;
  readonly ip: string;
  /** The origin of the page that is said to have this one within it. */
  readonly within?: string | undefined;
}

export interface PageAnswer {
  readonly status: number;
  readonly html: string;
  /** Where the browser is to go instead. */
  readonly location?: string;
  /** The origin that may have it within its own page. */
  readonly within?: string | undefined;
}

/** A session that was found by its page's token, and who looks at it. */
interface Visit {
  readonly token: string;
  readonly session: CheckoutSession;
  readonly seller: Seller;
  readonly language: PageLanguage;
  readonly visitor: Visitor;
  readonly context: RequestContext;
}

type Open = SessionState & { readonly kind: 'open' };
type Placed = SessionState & { readonly kind: 'paid' | 'processing' };

/** What is shown of a form beyond what was typed. */
interface FormNews {
  readonly status?: number;
  readonly errors?: ReadonlyMap<string, string>;
  readonly notice?: PaymentNotice | undefined;
  readonly priced?: PricedForm;
}

/** The pages of a session: its form, what came of it, and the way back to the shop. */
@Injectable()
export class CheckoutPages {
  // biome-ignore lint/complexity/useMaxParams: what Nest injects
  constructor(
    private readonly sessions: CheckoutSessions,
    private readonly states: SessionStates,
    private readonly keys: CheckoutKeys,
    private readonly quotes: PageQuotes,
    private readonly payments: PaySession,
    private readonly savedCards: SavedCards,
    private readonly orders: OwnOrders,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  open(token: string, visitor: Visitor): Promise<PageAnswer> {
    return this.during(token, visitor, async (visit) => this.show(visit, await this.states.stateOf(visit.session)));
  }

  /** What a form asks for: to pay, or to see what it comes to. */
  submit(token: string, values: FormValues, visitor: Visitor): Promise<PageAnswer> {
    return this.during(token, visitor, async (visit) => {
      const state = await this.states.stateOf(visit.session);
      if (state.kind !== 'open') return goTo(visit);
      const priced = await this.quotes.price(visit.session.terms, values, visit.context);
      return values.action === 'pay'
        ? this.pay({ ...visit, state, priced }, values)
        : this.look({ ...visit, state, priced }, values);
    });
  }

  /** The way back to the shop, signed at this moment. */
  leave(token: string, visitor: Visitor): Promise<PageAnswer> {
    return this.during(token, visitor, async (visit) => {
      const { session } = visit;
      const state = await this.states.stateOf(session);
      if (!('order' in state)) return goTo(visit);
      if (state.kind === 'paid') await this.forget(session);
      const { url } = this.returnOf(visit, state);
      const place = placeOf(visit);
      return page(visit, {
        title: place.say('return.title', { seller: place.seller }),
        content: returnHtml(place, url),
        head: refreshTo(url),
      });
    });
  }

  /** Signed at this moment. */
  private returnOf({ session, seller }: Visit, { kind: status, order }: Placed) {
    const t = Math.floor(this.clock.now().getTime() / 1_000);
    const facts = { session: toPublicId('cs', session.id), order: toPublicId('ord', order.id), status, t };
    return { ...facts, url: signedReturnUrl(session.terms.successUrl, facts, this.keys.signReturn(facts, seller.keyHash)) };
  }

  /** The page of what cannot be shown otherwise: no session, or something is out of reach. */
  private async during(token: string, visitor: Visitor, work: (visit: Visit) => Promise<PageAnswer>): Promise<PageAnswer> {
    // Until the session is known its page may stand within any other one, as nothing can be done on it.
    let framedBy = visitor.within === undefined ? undefined : ANYONE;
    try {
      const id = this.keys.sessionIn(token);
      const session = id === undefined ? undefined : await this.sessions.find(id);
      if (session === undefined || !mayStandWithin(session, visitor)) return lost('not_found', 404, visitor);
      framedBy = visitor.within;
      const seller = await this.sessions.sellerOf(session);
      const { requestId, traceparent, onRecorded } = visitor;
      const context = { caller: callerOf(session), requestId, traceparent, attempt: {}, ...(onRecorded && { onRecorded }) };
      const language = session.terms.locale ?? languageOf(visitor.acceptLanguage);
      return await work({ token, session, seller, language, visitor, context });
    } catch (error) {
      if (error instanceof TransientError) return { ...lost('unavailable', 503, visitor), within: framedBy };
      throw error;
    }
  }

  private async show(visit: Visit, state: SessionState): Promise<PageAnswer> {
    const { session, visitor } = visit;
    const place = placeOf(visit);
    const { say } = place;
    switch (state.kind) {
      case 'open': {
        const prefilled = prefilledForm(this.keys.unseal(session.id, session.sealedCustomer), countryOf(visitor.acceptLanguage));
        return this.form(visit, state, { values: prefilled, news: {} });
      }
      case 'paid':
        return visitor.within === undefined ? this.receipt(visit, state.order.id) : this.done(visit, state);
      case 'processing':
      case 'closing': {
        const facts = 'order' in state ? this.processing(visit, state) : undefined;
        return page(visit, { title: say('processing.title'), content: processingHtml(place, facts) });
      }
      default:
        return page(visit, { title: say('title'), content: endHtml(state.kind, place, session.terms.cancelUrl) });
    }
  }

  private processing(visit: Visit, state: Placed) {
    const told = visit.visitor.within === undefined ? undefined : this.returnOf(visit, state);
    return { order: toPublicId('ord', state.order.id), returnPath: returnPath(visit), told };
  }

  private async done(visit: Visit, state: Placed): Promise<PageAnswer> {
    await this.forget(visit.session);
    const place = placeOf(visit);
    return page(visit, { title: place.say('paid.title'), content: doneHtml(place, this.returnOf(visit, state)) });
  }

  private async receipt(visit: Visit, order: string): Promise<PageAnswer> {
    const { session, context } = visit;
    await this.forget(session);
    const found = await this.orders.load(context.caller, order);
    if (found === undefined) throw new TransientError('the order of a session is not there yet');
    const place = placeOf(visit);
    const facts = receiptFacts(this.orders.describe(found), returnPath(visit));
    return page(visit, { title: place.say('paid.title'), content: receiptHtml(facts, place) });
  }

  /** Nobody's but those that the merchant named for this session. */
  private cardsOf({ session, context }: Visit): Promise<readonly OfferedCard[]> {
    return this.savedCards.offered(this.keys.unseal(session.id, session.sealedCustomer).savedCards ?? [], context);
  }

  private async forget({ id, sealedCustomer }: CheckoutSession): Promise<void> {
    if (sealedCustomer !== null) await this.sessions.forgetCustomer(id);
  }

  private async form(visit: Visit, state: Open, { values, news }: { readonly values: FormValues; readonly news: FormNews }) {
    const { session, language, context } = visit;
    const { terms } = session;
    const place = placeOf(visit);
    const { quote, isServed } = news.priced ?? (await this.quotes.price(terms, values, context));
    const notice = isServed ? news.notice : 'not_served';
    const savedCards = await this.cardsOf(visit);
    const content = checkoutForm({
      ...place,
      savedCards,
      terms,
      values: shownAgain(values, hasCardNumber),
      errors: news.errors ?? new Map(),
      formToken: this.keys.formToken({ session: session.id, attempt: state.attempt }, this.clock.now()),
      now: this.clock.now(),
      countries,
      quote,
      consents: consentsFor(terms, values['billingAddress.country'] ?? '', place.say('waiver')),
      ...(notice === undefined ? {} : { notice }),
      isWithin: visit.visitor.within !== undefined,
      language,
    });
    return page(visit, { title: place.say('title'), content, status: news.status ?? 200 });
  }

  private look({ state, priced, ...visit }: Priced, values: FormValues): Promise<PageAnswer> {
    const { terms } = visit.session;
    // Who is asked for the total by every field that changes has not filled in the rest yet.
    const isTyping = values.action === 'look';
    const found = fieldErrors([...(isTyping ? [] : missingParts(terms, values)), ...priced.errors], values);
    const errors = isTyping ? new Map([...found].filter(([name]) => (values[name] ?? '').trim() !== '')) : found;
    return this.form(visit, state, { values, news: { errors, priced, status: isTyping || errors.size === 0 ? 200 : 422 } });
  }

  private async pay({ state, priced, ...visit }: Priced, values: FormValues): Promise<PageAnswer> {
    const { session, visitor, context } = visit;
    const place = placeOf(visit);
    const savedCards = await this.cardsOf(visit);
    const asked = consentsFor(session.terms, values['billingAddress.country'] ?? '', place.say('waiver'));
    const isNew = chosenName(savedCards, values) === NEW_CARD && priced.quote?.amounts.total !== 0;
    const consents = isNew ? [...asked, ...savingConsent(session.terms, place)] : asked;
    const result = await this.payments.pay({
      session,
      state,
      values,
      priced,
      consents,
      savedCards,
      ipAddress: visitor.ip,
      context,
    });
    if (result.kind === 'form') return this.form(visit, state, { values, news: { ...result, priced } });
    const now = await this.sessions.find(session.id);
    const after = await this.states.stateOf(now ?? session);
    if (after.kind === 'paid') await this.forget(session);
    if (after.kind !== 'open') return goTo(visit, after.kind === 'paid' ? '/return' : '');
    if (after.failure === 'total_changed')
      return this.form(visit, after, { values, news: { status: 409, notice: 'total_changed' } });
    return this.form(visit, after, { values, news: { status: 402, notice: 'declined', priced } });
  }
}

interface Priced extends Visit {
  readonly state: Open;
  readonly priced: PricedForm;
}

const placeOf = ({ language, seller }: Pick<Visit, 'language' | 'seller'>): Place => ({
  say: sayIn(language),
  language,
  seller: seller.name,
});

const returnPath = ({ token }: Visit): string => `/pay/${token}/return`;

/** What stands within another page stays there: that one leads on. */
const goTo = ({ token, visitor: { within } }: Visit, rest = ''): PageAnswer => {
  const path = within === undefined ? rest : `/fields?${new URLSearchParams({ origin: within })}`;
  return { status: 303, html: '', location: `/pay/${token}${path}`, within };
};

const mayStandWithin = ({ terms }: CheckoutSession, { within }: Visitor): boolean =>
  within === undefined || terms.embedOrigins?.includes(within) === true;

interface Shown {
  readonly title: string;
  readonly content: Content;
  readonly status?: number;
  readonly head?: Html;
}

const page = (visit: Visit, { title, content, status = 200, head }: Shown): PageAnswer => {
  const isTest = visit.session.mode === 'test';
  const { within } = visit.visitor;
  return { status, html: pageFrame({ ...placeOf(visit), title, isTest, within, ...(head && { head }) }, content), within };
};

const lost = (kind: 'not_found' | 'unavailable', status: number, { acceptLanguage }: Visitor): PageAnswer => ({
  status,
  html: refusalPage(kind, acceptLanguage),
});
