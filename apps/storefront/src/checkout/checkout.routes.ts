import { TollgateError } from '@tollgate/sdk';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { isShipped, pricedLines } from '../cart/cart.js';
import { withinScript } from '../pages/within-page.js';
import { goTo, sentBy } from '../server/answers.js';
import { cartOf } from '../server/cart-cookie.js';
import type { Shop } from '../server/shop.js';
import { addressFields, checkAddresses, readFields } from './address-form.js';
import { explainProblem } from './explain-problem.js';
import { payByCard, payOnPage, payWithin } from './pay.handler.js';
import { showWithin } from './pay-within.handler.js';
import { isElsewhere, quoteOf, showAddresses, showPayment, type Visit } from './visit.js';

/** What the second step carries beside the addresses: the order's number with its seal, and the sum that was shown. */
const carried = ['orderNumber', 'orderSeal', 'shownTotal'] as const;

type Step = (visit: Visit) => Promise<FastifyReply> | FastifyReply;

export const checkoutRoutes = (app: FastifyInstance, shop: Shop): void => {
  /** A step of the checkout; whoever has nothing in the cart is shown that first. */
  const step = (next: Step) => async (request: FastifyRequest, reply: FastifyReply) => {
    const lines = pricedLines(cartOf(request), await shop.catalog.all());
    if (lines.length === 0) return goTo(reply, '/cart');
    return next({ shop, request, reply, lines, fields: readFields(sentBy(request), [...addressFields, ...carried]) });
  };
  app.get(
    '/checkout',
    step((visit) => showAddresses(visit)),
  );
  app.post(
    '/checkout/address',
    step((visit) => showAddresses(visit)),
  );
  app.post('/checkout', step(showSum));
  app.post('/checkout/pay', step(payByCard));
  app.post('/checkout/session', step(payOnPage));
  app.post('/checkout/within', step(payWithin));
  app.get('/checkout/within', (request, reply) => showWithin(shop, request, reply));
  app.get('/within.js', (_, reply) => reply.type('text/javascript; charset=utf-8').send(withinScript));
  // Loaded again by somebody who has been there: the way begins anew.
  for (const path of ['/checkout/address', '/checkout/pay', '/checkout/session'])
    app.get(path, (_, reply) => goTo(reply, '/checkout'));
};

/** What the shop sees is wrong and what the gateway does stand in the form together: only the gateway knows which countries have postal codes. */
const showSum: Step = async (visit) => {
  const own = checkAddresses(visit.fields, isShipped(visit.lines));
  const isWrong = Object.keys(own).length > 0;
  try {
    const quote = await quoteOf(visit);
    return isWrong ? showAddresses(visit, own) : await showPayment(visit, { quote });
  } catch (error) {
    if (error instanceof TollgateError && error.status < 500)
      return showAddresses(visit, { ...explainProblem(error, isElsewhere(visit)), ...own });
    if (isWrong) return showAddresses(visit, own);
    throw error;
  }
};
