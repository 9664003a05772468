import type { Book } from '../books/book.js';
import type { Decision } from '../decision.js';
import { missing, unexpectedState } from '../http/api-failure.js';

/** Closes an intent; what is held is released. Source: docs.stripe.com/api/payment_intents/cancel. */
export const cancelIntent = (book: Book, id: string, reason: string | undefined): Decision => {
  const intent = book.intent(id);
  if (intent === undefined) throw missing('payment_intent', id);
  if (intent.status === 'canceled' || intent.status === 'succeeded') throw unexpectedState(intent, 'cancel');
  const { order, operation, currency, amountCapturable: releasedAmount } = intent;
  return {
    entries: [{ kind: 'canceled', intent: id, order, operation, releasedAmount, currency, reason }],
    shows: { intent: id },
  };
};
