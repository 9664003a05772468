import { type Card, type CheckoutSession, OrderDeclinedError, TollgateConnectionError, TollgateError } from '@tollgate/sdk';
import type { FastifyReply } from 'fastify';
import { type Cart, isShipped, itemsOf, type PricedLine } from '../cart/cart.js';
import { currency } from '../catalog/products.data.js';
import { showBought } from '../orders/bought.js';
import { orderOf } from '../orders/order.routes.js';
import { messagePage } from '../pages/lookup-page.js';
import { goTo, sentBy, show } from '../server/answers.js';
import { keepPayment, paymentOf } from '../server/payment-cookie.js';
import { visitorOf } from '../server/visitor.js';
import { customerOf, destinationOf, type FieldErrors, readFields } from './address-form.js';
import { cardFields, readCard } from './card-form.js';
import { endSession } from './end-session.handler.js';
import { declined, explainProblem } from './explain-problem.js';
import { addressErrors, hasOwnNumber, isElsewhere, quoteOf, showAddresses, showPayment, type Visit } from './visit.js';

const unprocessable = 422;
const conflict = 409;
const unavailable = 503;

/** What was shown is what is paid, under a number that the shop gave out; else the step is shown again. */
const agreed = async (visit: Visit, pay: (total: number) => Promise<FastifyReply>): Promise<FastifyReply> => {
  try {
    const quote = await quoteOf(visit);
    if (String(quote.amounts.total) === visit.fields.shownTotal && hasOwnNumber(visit)) return await pay(quote.amounts.total);
    return await showPayment(visit, { quote, errors: { form: 'error.changed' }, status: unprocessable });
  } catch (error) {
    return refused(visit, error);
  }
};

/** Direct post: the card passes this server, on its way to the gateway, and is kept nowhere. */
export const payByCard = (visit: Visit): Promise<FastifyReply> =>
  agreed(visit, async (total) => {
    const read = readCard(readFields(sentBy(visit.request), cardFields));
    if ('errors' in read) return again(visit, { errors: read.errors, status: unprocessable, keepsNumber: true });
    return unlessPaidElsewhere(visit, async () => done(visit, (await place(visit, read.card, total)).id));
  });

const place = ({ shop, request, lines, fields }: Visit, card: Card, expectedTotal: number) => {
  const { language } = visitorOf(request).locale;
  const { orderNumber: reference = '' } = fields;
  return shop.tollgate.orders.place(
    {
      type: 'sale',
      currency,
      reference,
      referenceIsUnique: true,
      items: itemsOf(lines, language),
      customer: customerOf(fields, request.ip),
      ...destinationOf(fields, isShipped(lines)),
      payment: { card },
      expectedTotal,
    },
    // The form's, not the request's: a button that is pressed twice, or a page that is sent again, is one order.
    { idempotencyKey: `storefront ${reference}` },
  );
};

const cartIn = (lines: readonly PricedLine[]): Cart => lines.map(({ offer: { sku }, quantity }) => ({ sku, quantity }));

const done = (visit: Visit, id: string, bought = cartIn(visit.lines)): FastifyReply => showBought(visit, id, bought);

/** Nobody pays for one cart twice, in a payment page that they left open and here, or in two of them. */
const unlessPaidElsewhere = async (visit: Visit, pay: () => Promise<FastifyReply>): Promise<FastifyReply> => {
  const left = await endSession(visit);
  if (left.kind === 'ended') return pay();
  if (left.kind === 'paid') return done(visit, left.order, left.cart);
  return again(visit, { errors: { form: 'error.elsewhere' }, status: conflict, keepsNumber: true });
};

/** On the gateway's own page: the browser goes there, and comes back by `/checkout/return`. */
export const payOnPage = (visit: Visit): Promise<FastifyReply> => inSession(visit, ({ url }) => url);

/** On the same page, within one of ours. */
export const payWithin = (visit: Visit): Promise<FastifyReply> => inSession(visit, () => '/checkout/within');

const inSession = (visit: Visit, placeOf: (session: CheckoutSession) => string): Promise<FastifyReply> =>
  agreed(visit, () =>
    unlessPaidElsewhere(visit, async () => {
      const session = await openSession(visit);
      keepPayment(visit.reply, { session: session.id, cart: cartIn(visit.lines) });
      return goTo(visit.reply, placeOf(session));
    }),
  );

const openSession = ({ shop, request, lines, fields }: Visit): Promise<CheckoutSession> => {
  const { language } = visitorOf(request).locale;
  const { orderNumber: reference = '' } = fields;
  const { ipAddress: _ip, ...customer } = customerOf(fields, '');
  // How the parcel goes is chosen on the page.
  const { shippingMethod: _method, ...addresses } = destinationOf(fields, isShipped(lines));
  return shop.tollgate.checkoutSessions.create(
    {
      currency,
      reference,
      // Of an order that was posted from here, and of which nobody heard, there is no second one there.
      referenceIsUnique: true,
      items: itemsOf(lines, language),
      customer,
      ...addresses,
      locale: language,
      successUrl: `${shop.shopUrl}/checkout/return`,
      cancelUrl: `${shop.shopUrl}/checkout`,
      // Whichever way was chosen: under one key there is one session.
      embedOrigins: [new URL(shop.shopUrl).origin],
    },
    // The page before has ended: whoever comes again under the same number gets another one.
    { idempotencyKey: `storefront session ${reference} ${paymentOf(request)?.session ?? ''}`.trim() },
  );
};

interface Again {
  readonly errors: FieldErrors;
  readonly status: number;
  readonly keepsNumber: boolean;
}

const again = async (visit: Visit, state: Again): Promise<FastifyReply> =>
  showPayment(visit, { quote: await quoteOf(visit), ...state });

/** No form that could be sent again in vain: what is sold out has to leave the cart. */
const soldOut = ({ reply, request }: Visit, status: number): FastifyReply =>
  show(reply, messagePage({ message: 'soldOut', href: '/cart', link: 'cart.title' }, visitorOf(request)), status);

/** What becomes of a payment that was not taken, or of which nobody knows. */
const refused = async (visit: Visit, error: unknown): Promise<FastifyReply> => {
  if (error instanceof TollgateConnectionError || isUncertain(error)) return uncertain(visit);
  if (!(error instanceof TollgateError)) throw error;
  const { order } = error.problem as { readonly order?: { readonly id: string } };
  if (error.code === 'reference_taken' && order !== undefined) return done(visit, order.id);
  if (error.code === 'keys_exhausted') return soldOut(visit, error.status);
  const errors = explainProblem(error, isElsewhere(visit));
  const wrongAddress = addressErrors(errors);
  if (wrongAddress !== undefined) return showAddresses(visit, wrongAddress);
  const hasOrder = error instanceof OrderDeclinedError || error.problem.order !== undefined;
  return again(visit, { errors, status: error.status, keepsNumber: !hasOrder });
};

/** The gateway may have recorded the order, under this key or under the same with another card. */
const isUncertain = (error: unknown): boolean =>
  error instanceof TollgateError &&
  (error.status >= 500 || error.code === 'still_running' || error.code === 'idempotency_key_reused');

/** Shows the order where it was recorded after all; else the form again, which may be sent without fear: its number stays. */
const uncertain = async (visit: Visit): Promise<FastifyReply> => {
  const { orderNumber: reference = '' } = visit.fields;
  const order = hasOwnNumber(visit) ? await orderOf(visit.shop, { reference }) : undefined;
  if (order === undefined) return again(visit, { errors: { form: 'error.unheard' }, status: unavailable, keepsNumber: true });
  if (order.status !== 'declined' && order.status !== 'rejected') return done(visit, order.id);
  return again(visit, { errors: { form: declined }, status: unprocessable, keepsNumber: false });
};
