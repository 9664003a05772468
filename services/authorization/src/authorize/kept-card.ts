import { authorizationOf, type Order } from '@tollgate/order';

/** What a customer agrees to on the payment page who wants their card to be kept. */
const CONSENT = 'save_card';

/** Whether an order's card is good for later orders of the merchant: its customer entered it and agreed to that, and the issuer took it. */
export const isCardKept = ({ placed: { card, consents }, payment }: Order): boolean =>
  card !== undefined &&
  !card.isStored &&
  consents.some(({ id }) => id === CONSENT) &&
  authorizationOf(payment)?.state === 'succeeded';
