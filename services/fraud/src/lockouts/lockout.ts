import type { FraudSettings } from '../settings/fraud-settings.schema.js';

/** Failures of an order's card and e-mail within the window, its own counted; no count is more than the limit. */
export interface Failures {
  readonly card: number;
  readonly email: number;
}

/** What says nothing of who orders: a customer who pressed twice, one who wants more than is sold at once, and one who waits for a lockout to end. */
const harmless = new Set(['duplicate_order', 'amount_limit', 'card_locked_out', 'email_locked_out']);

/** Whether a rejection counts as a failure of its card and e-mail. */
export const isSuspicious = (reasons: readonly string[]): boolean => reasons.some((reason) => !harmless.has(reason));

/** What is to be locked out after so many failures. Nothing where the merchant has no lockout. */
export const dueLockouts = ({ card, email }: Failures, { lockout }: FraudSettings): readonly (keyof Failures)[] => {
  if (lockout.failures === 0) return [];
  return [...(card >= lockout.failures ? (['card'] as const) : []), ...(email >= lockout.failures ? (['email'] as const) : [])];
};
