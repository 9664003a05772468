import { type Money, money } from '@tollgate/money';
import { type Order, refundedAlone } from '@tollgate/order';
import type { RefundSettings } from './refund-settings.schema.js';

/** Who asks for a refund, and the merchant's rules at that moment. */
export interface RefundRules {
  /** The person (`usr_…`) or API key (`key_…`). */
  readonly by: string;
  readonly settings: RefundSettings;
  /** 0: the defaults. */
  readonly settingsVersion: number;
  readonly now: Date;
}

const isPerson = (actor: string): boolean => actor.startsWith('usr_');

/** The merchant's limit where a refund of this amount goes beyond it and wants a second person; undefined where one is enough. What was given
 *  back of the order without a second person before counts, by whichever person, and by API keys where the merchant's limits are for them, too: many
 *  small refunds are a large one. */
export const passedLimit = (order: Order, amount: Money, { by, settings }: RefundRules): Money | undefined => {
  const limit = settings.limits[order.placed.currency];
  const isMeant = (actor: string): boolean => settings.appliesToKeys || isPerson(actor);
  if (limit === undefined || !isMeant(by)) return undefined;
  const isPassed = refundedAlone(order.payment, isMeant) + amount.minor > BigInt(limit);
  return isPassed ? money(BigInt(limit), order.placed.currency) : undefined;
};
