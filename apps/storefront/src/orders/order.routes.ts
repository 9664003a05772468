import { type OrderDetail, SignatureError, TollgateError } from '@tollgate/sdk';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { readFields } from '../checkout/address-form.js';
import { lookupPage, messagePage } from '../pages/lookup-page.js';
import { orderPage } from '../pages/order-page.js';
import { goTo, sentBy, show } from '../server/answers.js';
import { paymentOf } from '../server/payment-cookie.js';
import type { Shop } from '../server/shop.js';
import { visitorOf } from '../server/visitor.js';
import type { TextKey } from '../texts/en.data.js';
import { orderPath, showBought } from './bought.js';
import { typedNumber, typedOrderId } from './order-number.js';

/** The order of a number of ours; undefined where there is none. */
export const orderOf = async ({ tollgate }: Shop, query: { readonly reference: string; readonly email?: string }) =>
  (await tollgate.orders.list({ ...query, limit: 1 }).page()).data[0];

const find = { href: '/orders', link: 'lookup.title' } as const;

const emailForm = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;

export const orderRoutes = (app: FastifyInstance, shop: Shop): void => {
  app.get('/orders', (request, reply) => show(reply, lookupPage({ fields: {}, errors: {}, visitor: visitorOf(request) })));

  app.post('/orders', async (request, reply) => {
    const fields = readFields(sentBy(request), ['number', 'email']);
    const refuse = (form: TextKey, status: number) =>
      show(reply, lookupPage({ fields, errors: { form }, visitor: visitorOf(request) }), status);
    if (shop.lookups.isReached(request.ip, Date.now())) return refuse('error.lookups', 429);
    const order = await foundBy(shop, { number: fields.number ?? '', email: fields.email ?? '' });
    if (order !== undefined) return goTo(reply, orderPath(shop, order.id));
    shop.lookups.miss(request.ip, Date.now());
    return refuse('error.notFound', 404);
  });

  app.get<{ Params: { id: string; seal: string }; Querystring: { new?: string } }>(
    '/orders/:id/:seal',
    async (request, reply) => {
      const { id, seal } = request.params;
      const visitor = visitorOf(request);
      if (!shop.seals.isRight('order', { text: id, seal }))
        return show(reply, messagePage({ message: 'noOrder', ...find }, visitor), 404);
      const order = await shop.tollgate.orders.get(id);
      return show(reply, orderPage(order, { isNew: request.query.new !== undefined, visitor }));
    },
  );

  app.get('/checkout/return', (request, reply) => comeBack(shop, request, reply));
};

interface Lookup {
  readonly number: string;
  readonly email: string;
}

/** By the shop's number, or by the gateway's own, of which a receipt tells as well; each with the customer's address. What the gateway would not take
 *  finds nothing either. */
const foundBy = (shop: Shop, { number, email }: Lookup): Promise<{ readonly id: string } | undefined> => {
  const [reference, id] = [typedNumber(number), typedOrderId(number)];
  if (!emailForm.test(email) || (reference === undefined && id === undefined)) return Promise.resolve(undefined);
  const found = id === undefined ? orderOf(shop, { reference: reference ?? '', email }) : customersOwn(shop, id, email);
  return found.catch((error: unknown) => {
    if (error instanceof TollgateError && (error.status === 422 || error.status === 404)) return undefined;
    throw error;
  });
};

const customersOwn = async ({ tollgate }: Shop, id: string, email: string) => {
  const order = await tollgate.orders.get(id);
  return order.customer?.email.toLowerCase() === email.toLowerCase() ? order : undefined;
};

/** The browser comes back from the gateway's page. What its address says is checked, and the order asked for. */
const comeBack = async (shop: Shop, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
  try {
    const { order, session } = shop.tollgate.verifyReturn(request.url);
    const { id }: OrderDetail = await shop.tollgate.orders.get(order);
    const payment = paymentOf(request);
    if (payment?.session === session) return showBought({ shop, request, reply }, id, payment.cart);
    return goTo(reply, `${orderPath(shop, id)}?new`);
  } catch (error) {
    if (!(error instanceof SignatureError)) throw error;
    return show(reply, messagePage({ message: 'noReturn', ...find }, visitorOf(request)), 400);
  }
};
