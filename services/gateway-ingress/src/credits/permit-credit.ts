import type { DetailParameters } from '@tollgate/errors';
import type { Money } from '@tollgate/money';
import { timeZone } from '@tollgate/order';

/** What the store's settings allow. */
export interface CreditTerms {
  readonly enabled: boolean;
  /** Whether API keys may give credits, too. */
  readonly apiKeys: boolean;
  /** The most of one, and of all of a day, in minor units by currency. */
  readonly perCredit: Readonly<Record<string, number>>;
  readonly perDay: Readonly<Record<string, number>>;
}

/** A credit that is asked for. */
export interface CreditWish {
  readonly amount: Money;
  /** The card's name at this merchant: the same for the same number. */
  readonly card: string;
  readonly isByKey: boolean;
  readonly isDuplicateAllowed: boolean;
}

/** A credit of the same store and currency that came before, and was not declined. */
export interface EarlierCredit {
  /** uuid */
  readonly order: string;
  readonly minor: bigint;
  readonly card: string;
  /** RFC 3339 */
  readonly placedAt: string;
}

/** Why a credit is not taken: a stable code, the field that it is about, and what its sentence names. */
export interface CreditRefusal {
  readonly code: string;
  readonly field?: string;
  readonly parameters?: DetailParameters;
  /** The order (uuid) of the credit that this one repeats. */
  readonly duplicateOf?: string;
}

const DUPLICATE_MS = 24 * 3_600_000;
/** Of a currency, so that a look back stays short. */
const MOST_OF_A_DAY = 500;
/** Looked at, those that were declined with the rest: the look back reaches into three days. */
export const MOST_LOOKED_AT = 3 * MOST_OF_A_DAY;
/** Credits follow each other by their turns, and bear the times of replicas whose clocks differ by less than this: one that is newer by its time may
 *  stand before one that is older. */
const CLOCKS_DIFFER_MS = 24 * 3_600_000;

/** Why the store's settings do not let this credit be, whatever came before it: `credit_off`, `credit_by_key_off`, `credit_currency_off`,
 *  `credit_amount_limit`. */
export const refuseByTerms = (
  { enabled, apiKeys, perCredit }: CreditTerms,
  { amount, isByKey }: Omit<CreditWish, 'card'>,
): CreditRefusal | undefined => {
  if (!enabled) return { code: 'credit_off' };
  if (isByKey && !apiKeys) return { code: 'credit_by_key_off' };
  const most = perCredit[amount.currency];
  if (most === undefined) return { code: 'credit_currency_off', field: '/currency' };
  return amount.minor > BigInt(most) ? { code: 'credit_amount_limit', field: '/amount', parameters: { most } } : undefined;
};

/** What the moment is, and in which zone (IANA) the store's day begins. */
export interface StoreMoment {
  readonly now: Date;
  readonly timeZone: string;
}

/** In milliseconds since 1970. */
const startOfToday = ({ now, timeZone: name }: StoreMoment): number => {
  const zone = timeZone(name);
  return zone.startOfDay(zone.dayOf(now.getTime()));
};

/** Before a credit of this time none has to be looked at: neither of the store's day, nor of the 24 hours in which the same one is a duplicate. */
export const lookBackFrom = (moment: StoreMoment): Date =>
  new Date(Math.min(startOfToday(moment), moment.now.getTime() - DUPLICATE_MS) - CLOCKS_DIFFER_MS);

/** What came before a credit, as far as one looks back. */
export interface LookBack {
  /** Newest first. */
  readonly earlier: readonly EarlierCredit[];
  /** There are too many to look at all of them: what they come to is not known. */
  readonly isCut: boolean;
}

/** Why a credit is not taken after those before it: `duplicate_credit`; `credit_day_limit`, also where not all of them are known. A day is the
 *  store's; credits that are under way count as given. */
export const refuseAfterOthers = (
  { perDay }: CreditTerms,
  { amount, card, isDuplicateAllowed }: CreditWish,
  { earlier, isCut, ...moment }: StoreMoment & LookBack,
): CreditRefusal | undefined => {
  const isSame = (one: EarlierCredit): boolean =>
    one.card === card && one.minor === amount.minor && Date.parse(one.placedAt) > moment.now.getTime() - DUPLICATE_MS;
  const same = isDuplicateAllowed ? undefined : earlier.find(isSame);
  if (same !== undefined) return { code: 'duplicate_credit', duplicateOf: same.order };
  const today = startOfToday(moment);
  const ofToday = earlier.filter(({ placedAt }) => Date.parse(placedAt) >= today);
  const given = ofToday.reduce((sum, { minor }) => sum + minor, 0n);
  const isFull = isCut || ofToday.length >= MOST_OF_A_DAY;
  const left = isFull ? 0n : BigInt(perDay[amount.currency] ?? 0) - given;
  if (amount.minor <= left) return undefined;
  return { code: 'credit_day_limit', field: '/amount', parameters: { left: Number(left > 0n ? left : 0n) } };
};
