import type { FastifyReply, FastifyRequest } from 'fastify';
import { type Cart, piecesIn, readCart, writeCart } from '../cart/cart.js';

const name = '__Host-cart';
const monthSeconds = 30 * 86_400;
const settings = { path: '/', secure: true, httpOnly: true, sameSite: 'lax', signed: true } as const;

/** The cart that the browser brings: an empty one where its signature is not the shop's. */
export const cartOf = (request: FastifyRequest): Cart => {
  const cookie = request.cookies[name];
  if (cookie === undefined) return [];
  const { valid, value } = request.unsignCookie(cookie);
  return valid ? readCart(value ?? '') : [];
};

export const keepCart = (reply: FastifyReply, cart: Cart): FastifyReply =>
  cart.length === 0
    ? reply.clearCookie(name, settings)
    : reply.setCookie(name, writeCart(cart), { ...settings, maxAge: monthSeconds });

export const piecesOf = (request: FastifyRequest): number => piecesIn(cartOf(request));
