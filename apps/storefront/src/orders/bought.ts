import type { FastifyReply, FastifyRequest } from 'fastify';
import { type Cart, without } from '../cart/cart.js';
import { goTo } from '../server/answers.js';
import { cartOf, keepCart } from '../server/cart-cookie.js';
import { forgetPayment } from '../server/payment-cookie.js';
import type { Shop } from '../server/shop.js';

/** Where an order is shown: whoever has this address may see it, and nobody can make it up. */
export const orderPath = ({ seals }: Shop, id: string): string => `/orders/${id}/${seals.sealOf('order', id)}`;

interface Buyer {
  readonly shop: Shop;
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
}

/** What was bought leaves the cart; the visitor is shown the order. */
export const showBought = ({ shop, request, reply }: Buyer, id: string, bought: Cart): FastifyReply => {
  keepCart(reply, without(cartOf(request), bought));
  forgetPayment(reply);
  return goTo(reply, `${orderPath(shop, id)}?new`);
};
