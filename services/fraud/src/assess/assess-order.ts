import { type EventData, newEvent, type OrderEvent } from '@tollgate/contracts';
import { invariant } from '@tollgate/errors';
import type { Money } from '@tollgate/money';
import type { CurrentSettings } from '@tollgate/settings';
import type { List, ListKind } from '../lists/list-kinds.data.js';
import type { FraudSettings, LimitAction, VelocityLimit } from '../settings/fraud-settings.schema.js';

/** An entry of a merchant's list that the order is known by. */
export interface ListMatch {
  readonly list: List;
  readonly kind: ListKind;
  /** uuid */
  readonly id: string;
}

/** What went before an order: the attempts of its card, e-mail and IP within the limits' windows. Rejected ones and
 *  duplicates count, too: who tries stolen cards is rejected most of the time. No count is more than its limit, however
 *  many there were. */
export interface Precedents {
  readonly card: number;
  readonly email: number;
  readonly ip: number;
  /** uuid of the first order that took money, or still may, where this one repeats it. */
  readonly duplicateOf?: string | undefined;
  /** What the merchant listed, and what is locked out. */
  readonly listed: readonly ListMatch[];
}

/** By what an order is judged. */
export interface Judgement extends CurrentSettings<FraudSettings> {
  /** RFC 3339: when it is judged; a held order waits from then on. */
  readonly at: string;
}

type Decision = 'accept' | LimitAction;

/** Attempts by one IP in an hour that raise the score as far as it goes. They never hold or reject an order: many good
 *  buyers share one. */
export const IP_SIGNAL = { attempts: 30, windowMinutes: 60 } as const;

/** 0 is harmless. An accepted order comes up to half the scale, as far as it is on the way to the nearest limit. */
const scores = { mostAccepted: 50, review: 60, reject: 100 } as const;
const HOUR_MS = 3_600_000;

/** A limit that the order reached. */
interface Reached {
  readonly reason: string;
  readonly action: LimitAction;
}

const isReached = (count: number, { attempts }: VelocityLimit): boolean => count >= attempts;

const isOver = (total: Money, { amount: { limits } }: FraudSettings): boolean => {
  const limit = limits[total.currency];
  return limit !== undefined && total.minor > BigInt(limit);
};

/** The reasons that a list gives, each once, e.g. `card_blocked`. */
const reasonsOf = (listed: readonly ListMatch[], list: List, suffix: string): readonly Reached[] =>
  [...new Set(listed.filter((match) => match.list === list).map(({ kind }) => `${kind}_${suffix}`))].map((reason) => ({
    reason,
    action: 'reject',
  }));

/** What speaks against an order whoever orders: what the merchant blocked, and what would be charged twice. */
const alwaysReached = ({ listed, duplicateOf }: Precedents, { duplicate }: FraudSettings): readonly Reached[] => [
  ...reasonsOf(listed, 'block', 'blocked'),
  ...(duplicateOf === undefined ? [] : [{ reason: 'duplicate_order', action: duplicate.action }]),
];

/** What speaks against it unless the merchant allowed its buyer more. */
const limitsReached = (total: Money, precedents: Precedents, settings: FraudSettings): readonly Reached[] => {
  const { card, email, amount } = settings;
  return [
    ...reasonsOf(precedents.listed, 'lockout', 'locked_out'),
    ...(isReached(precedents.card, card) ? [{ reason: 'card_velocity', action: card.action }] : []),
    ...(isReached(precedents.email, email) ? [{ reason: 'email_velocity', action: email.action }] : []),
    ...(isOver(total, settings) ? [{ reason: 'amount_limit', action: amount.action }] : []),
  ];
};

const reachedBy = (total: Money, precedents: Precedents, settings: FraudSettings): readonly Reached[] => {
  const isAllowed = precedents.listed.some(({ list }) => list === 'allow');
  return [...alwaysReached(precedents, settings), ...(isAllowed ? [] : limitsReached(total, precedents, settings))];
};

/** How far the total is on its way to the limit of its currency, from 0 to 1. */
const shareOfLimit = ({ minor, currency }: Money, { amount: { limits } }: FraudSettings): number => {
  const limit = BigInt(limits[currency] ?? 0);
  return limit === 0n ? 0 : Number((minor * 100n) / limit) / 100;
};

const scoreOf = (total: Money, precedents: Precedents, settings: FraudSettings): number => {
  const nearest = Math.max(
    precedents.card / settings.card.attempts,
    precedents.email / settings.email.attempts,
    precedents.ip / IP_SIGNAL.attempts,
    shareOfLimit(total, settings),
  );
  return Math.floor(scores.mostAccepted * Math.min(1, nearest));
};

const decide = (reached: readonly Reached[]): Decision => {
  if (reached.some(({ action }) => action === 'reject')) return 'reject';
  return reached.length > 0 ? 'review' : 'accept';
};

/** Judges a priced order by its total, by what went before it and by the merchant's lists: `card_blocked`, `country_blocked` and so on where it is
 *  known by something blocked, `duplicate_order` where it repeats an order, `card_locked_out` and `email_locked_out` after too many failures,
 *  `card_velocity` and `email_velocity` where there were too many, `amount_limit` where it is over the limit of its currency. What is blocked or
 *  locked out is rejected; for the rest the merchant's settings say whether it holds the order for review or rejects it. Who is on the allow list
 *  passes lockouts and limits; never a block, nor the repetition of an order, which would charge even the best customer twice. All reasons are told,
 *  not only the one that decided. */
export const assessOrder = (
  { total }: Pick<EventData<'OrderPriced'>, 'total'>,
  precedents: Precedents,
  { document: settings, version, at }: Judgement,
): Extract<OrderEvent, { readonly type: 'FraudAssessed' }> => {
  invariant(total !== undefined, 'a priced order has a total');
  const reached = reachedBy(total, precedents, settings);
  const decision = decide(reached);
  const reviewUntil = new Date(Date.parse(at) + settings.reviewHours * HOUR_MS);
  return newEvent('FraudAssessed', {
    decision,
    score: decision === 'accept' ? scoreOf(total, precedents, settings) : scores[decision],
    reasons: reached.map(({ reason }) => reason),
    duplicateOf: precedents.duplicateOf ?? '',
    reviewUntil: decision === 'review' ? reviewUntil.toISOString() : '',
    settingsVersion: version,
    listEntries: precedents.listed.map(({ id }) => id),
  });
};
