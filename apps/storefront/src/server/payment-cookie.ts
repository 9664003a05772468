import type { FastifyReply, FastifyRequest } from 'fastify';
import { type Cart, readCart, writeCart } from '../cart/cart.js';

const name = '__Host-payment';
const daySeconds = 86_400;
const settings = { path: '/', secure: true, httpOnly: true, sameSite: 'lax', signed: true } as const;

/** A payment page that a browser was sent to and has not come back from. */
export interface OpenPayment {
  readonly session: string;
  /** What is paid there: the cart may have got more since. */
  readonly cart: Cart;
}

/** Undefined where there is none. */
export const paymentOf = (request: FastifyRequest): OpenPayment | undefined => {
  const cookie = request.cookies[name];
  const { valid, value } = cookie === undefined ? { valid: false, value: null } : request.unsignCookie(cookie);
  const [session = '', cart = ''] = valid ? (value ?? '').split(' ') : [];
  return session === '' ? undefined : { session, cart: readCart(cart) };
};

/** For as long as a payment page is open. */
export const keepPayment = (reply: FastifyReply, { session, cart }: OpenPayment): FastifyReply =>
  reply.setCookie(name, `${session} ${writeCart(cart)}`, { ...settings, maxAge: daySeconds });

export const forgetPayment = (reply: FastifyReply): FastifyReply => reply.clearCookie(name, settings);
