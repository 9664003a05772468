import { type CheckoutSession, TollgateError } from '@tollgate/sdk';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { showBought } from '../orders/bought.js';
import { withinPage } from '../pages/within-page.js';
import { goTo, show } from '../server/answers.js';
import { paymentOf } from '../server/payment-cookie.js';
import { policyWithin } from '../server/policy.js';
import type { Shop } from '../server/shop.js';
import { visitorOf } from '../server/visitor.js';

const notFound = 404;

/** Undefined where it is none of this key's. */
const sessionOf = async ({ tollgate }: Shop, id: string): Promise<CheckoutSession | undefined> => {
  try {
    return await tollgate.checkoutSessions.get(id);
  } catch (error) {
    if (error instanceof TollgateError && error.status === notFound) return undefined;
    throw error;
  }
};

/** The payment page that this browser has open, within a page of ours: the same one where it is loaded again, the order once there is one, and the
 *  checkout where nobody can pay any more. */
export const showWithin = async (shop: Shop, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
  const payment = paymentOf(request);
  const session = payment === undefined ? undefined : await sessionOf(shop, payment.session);
  if (payment === undefined || session === undefined) return goTo(reply, '/checkout');
  if (session.order !== null) return showBought({ shop, request, reply }, session.order, payment.cart);
  if (session.status === 'expired' || session.status === 'canceled') return goTo(reply, '/checkout');
  // In another language it would be another session: the frame's stays as it is.
  const { path: _, ...visitor } = visitorOf(request);
  return show(reply.header('content-security-policy', policyWithin(new URL(session.url))), withinPage(session.url, visitor));
};
