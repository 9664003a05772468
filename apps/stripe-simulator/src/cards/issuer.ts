import type { Book, Intent } from '../books/book.js';
import type { MethodCreated } from '../books/journal-entry.js';
import { behaviorOf } from './create-payment-method.js';
import { type CardBehavior, type Check, PLAIN_CARD, TEST_CARDS } from './test-cards.data.js';

const BEHAVIORS: ReadonlyMap<string, CardBehavior> = new Map(
  Object.entries(TEST_CARDS).map(([number, behavior]) => [behaviorOf(number), behavior]),
);

export const cardBehavior = (method: MethodCreated): CardBehavior => BEHAVIORS.get(method.behavior) ?? PLAIN_CARD;

/** The behavior of the card that an intent was authorized with. */
export const behaviorOfIntent = (book: Book, { method }: Intent): CardBehavior => {
  const known = method === undefined ? undefined : book.method(method);
  return known === undefined ? PLAIN_CARD : cardBehavior(known);
};

/** What the issuer's checks found; null where nothing was sent to check. Source: docs.stripe.com/api/charges/object. */
export interface CardChecks {
  readonly address_line1_check: Check | null;
  readonly address_postal_code_check: Check | null;
  readonly cvc_check: Check | null;
}

export const checksOf = (method: MethodCreated): CardChecks => {
  const { street = 'pass', postalCode = 'pass', cvc = 'pass' } = cardBehavior(method);
  return {
    address_line1_check: method.hasStreet ? street : null,
    address_postal_code_check: method.hasPostalCode ? postalCode : null,
    cvc_check: method.hasCvc ? cvc : null,
  };
};
