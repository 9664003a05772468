import { TollgateError } from '@tollgate/sdk';
import type { Cart } from '../cart/cart.js';
import { paymentOf } from '../server/payment-cookie.js';
import type { Visit } from './visit.js';

/** What became of a payment page that the customer left for the form here. */
export type LeftPage =
  /** There was none, or nobody can pay there any more. */
  | { readonly kind: 'ended' }
  /** It was paid after all, or may be in a moment. */
  | { readonly kind: 'paid'; readonly order: string; readonly cart: Cart }
  | { readonly kind: 'processing' };

const [notFound, conflict] = [404, 409];

/** Ends the payment page that this browser was sent to, so that nobody pays for one cart twice: there and here. Throws what the SDK throws where
 *  that cannot be known. */
export const endSession = async ({ shop, request }: Visit): Promise<LeftPage> => {
  const payment = paymentOf(request);
  if (payment === undefined) return { kind: 'ended' };
  const { session: id, cart } = payment;
  const { checkoutSessions } = shop.tollgate;
  try {
    await checkoutSessions.expire(id);
    return { kind: 'ended' };
  } catch (error) {
    if (!(error instanceof TollgateError)) throw error;
    // One that is not known is none of this key's. Whatever else was refused, the page may still be open.
    if (error.status === notFound) return { kind: 'ended' };
    if (error.status !== conflict) throw error;
  }
  const { order } = await checkoutSessions.get(id);
  return order === null ? { kind: 'processing' } : { kind: 'paid', order, cart };
};
