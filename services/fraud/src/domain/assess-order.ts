import { type EventData, newEvent, type OrderEvent } from '@tollgate/contracts';
import { invariant } from '@tollgate/errors';
import { exponentOf, type Money } from '@tollgate/money';
import type { FraudLimits, VelocityLimit } from './limits.js';

/** What went before an order: the attempts of its card, e-mail and IP within the limits' windows. Rejected ones and duplicates count, too:
 *  who tries stolen cards is rejected most of the time. No count is more than its limit, however many there were. */
export interface Precedents {
  readonly card: number;
  readonly email: number;
  readonly ip: number;
  /** uuid of the first order, where this one repeats it. */
  readonly duplicateOf?: string | undefined;
}

type Decision = 'accept' | 'review' | 'reject';

/** 0 is harmless. An accepted order comes up to half the scale, as far as it is on the way to the nearest limit. */
const scores = { mostAccepted: 50, review: 60, reject: 100 } as const;

const isReached = (count: number, { attempts }: VelocityLimit): boolean => count >= attempts;

const rejections = (precedents: Precedents, limits: FraudLimits): readonly string[] => {
  const { card, email, ip, duplicateOf } = precedents;
  return [
    ...(duplicateOf === undefined ? [] : ['duplicate_order']),
    ...(isReached(card, limits.card) ? ['card_velocity'] : []),
    ...(isReached(email, limits.email) ? ['email_velocity'] : []),
    ...(isReached(ip, limits.ip) ? ['ip_velocity'] : []),
  ];
};

const amountLimit = (currency: string, { amountMajor }: FraudLimits): bigint => amountMajor * 10n ** BigInt(exponentOf(currency));

const scoreOf = (total: Money, precedents: Precedents, limits: FraudLimits): number => {
  const nearest = Math.max(
    precedents.card / limits.card.attempts,
    precedents.email / limits.email.attempts,
    precedents.ip / limits.ip.attempts,
    Number((total.minor * 100n) / amountLimit(total.currency, limits)) / 100,
  );
  return Math.floor(scores.mostAccepted * nearest);
};

const decide = (rejected: boolean, held: boolean): Decision => {
  if (rejected) return 'reject';
  return held ? 'review' : 'accept';
};

/** Judges a priced order by what went before it: rejects what repeats an order (`duplicate_order`) or goes over a velocity limit
 *  (`card_velocity`, `email_velocity`, `ip_velocity`), holds what is over the amount limit for review (`amount_limit`), and accepts the rest.
 *  All reasons are told, not only the one that decided. */
export const assessOrder = (
  { total }: Pick<EventData<'OrderPriced'>, 'total'>,
  precedents: Precedents,
  limits: FraudLimits,
): Extract<OrderEvent, { readonly type: 'FraudAssessed' }> => {
  invariant(total !== undefined, 'a priced order has a total');
  const rejected = rejections(precedents, limits);
  const isHeld = total.minor > amountLimit(total.currency, limits);
  const decision = decide(rejected.length > 0, isHeld);
  return newEvent('FraudAssessed', {
    decision,
    score: decision === 'accept' ? scoreOf(total, precedents, limits) : scores[decision],
    reasons: [...rejected, ...(isHeld ? ['amount_limit'] : [])],
    duplicateOf: precedents.duplicateOf ?? '',
  });
};
