import type { Order } from '../order.js';
import { authorizationOf } from '../payment.js';

/** The id of what a customer agrees to on the payment page who wants their card to be kept. */
export const SAVE_CARD = 'save_card';

/** Whether an order's card is good for later orders of the merchant: its customer entered it and agreed to that, and the issuer took it. */
export const isCardKept = ({ placed: { card, consents }, payment }: Order): boolean =>
  card !== undefined &&
  !card.isStored &&
  consents.some(({ id }) => id === SAVE_CARD) &&
  authorizationOf(payment)?.state === 'succeeded';
