import type { Order, OrderEvent } from '../../api/order.js';
import { textIn } from '../../order/event-data.js';

/** How the order ended for who stands at the till. */
export type Outcome = 'approved' | 'authorized' | 'credited' | 'held' | 'pending' | 'declined' | 'rejected';

export const outcomeOf = ({ status, payment }: Pick<Order, 'status' | 'payment'>): Outcome => {
  if (status === 'pending') return 'pending';
  if (status === 'review') return 'held';
  if (status === 'declined') return 'declined';
  if (status === 'rejected') return 'rejected';
  if (status === 'credited') return 'credited';
  return payment.status === 'authorized' ? 'authorized' : 'approved';
};

/** Why the order ended without money, as the event says that ended it; undefined where it did not. */
export const reasonOf = (events: readonly OrderEvent[]): string | undefined => {
  const end = events.findLast(({ type }) =>
    ['PaymentDeclined', 'CreditDeclined', 'OrderRejected', 'OrderPricingFailed'].includes(type),
  );
  const reason = end === undefined ? '' : textIn(end.data, 'code') || textIn(end.data, 'reason');
  return reason === '' ? undefined : reason;
};

/** What to do next. */
export type Advice =
  | 'otherCard'
  | 'checkCard'
  | 'callIssuer'
  | 'tryAgain'
  | 'wait'
  | 'limits'
  | 'address'
  | 'processor'
  | 'noCredit'
  | 'creditOtherCard'
  | 'creditCheckCard'
  | 'creditTryAgain';

/** The codes of the processors, of fraud and of pricing. */
const codesBy: Readonly<Partial<Record<Advice, readonly string[]>>> = {
  otherCard: [
    'insufficient_funds',
    'amount_limit_exceeded',
    'frequency_limit_exceeded',
    'lost_card',
    'stolen_card',
    'pick_up_card',
    'restricted_card',
    'suspected_fraud',
    'no_such_account',
    'not_permitted',
    'stopped_by_customer',
    'currency_not_supported',
  ],
  checkCard: ['expired_card', 'incorrect_cvc', 'invalid_card_number', 'incorrect_address'],
  callIssuer: ['do_not_honor', 'refer_to_issuer', 'authentication_required'],
  tryAgain: [
    'acquirer_timeout',
    'acquirer_answer_differs',
    'answer_differs',
    'no_answer',
    'link_lost',
    'recovered',
    'card_data_lost',
    'issuer_unavailable',
    'system_malfunction',
    'try_again',
  ],
  wait: ['duplicate_order', 'duplicate_transmission', 'card_velocity', 'email_velocity'],
  limits: ['amount_limit'],
  address: ['destination_not_served'],
  processor: ['processor_unavailable'],
  noCredit: ['credit_not_supported'],
};

const advices: ReadonlyMap<string, Advice> = new Map(
  Object.entries(codesBy).flatMap(([advice, codes]) => codes.map((code) => [code, advice as Advice] as const)),
);

const adviceFor = (reasons: readonly string[]): Advice | undefined =>
  reasons.map((reason) => advices.get(reason)).find((advice) => advice !== undefined);

/** Nobody pays with a credit: whoever gives it has no security code to compare and no fraud settings to change. */
const ofCredits: Readonly<Partial<Record<Advice, Advice>>> = {
  checkCard: 'creditCheckCard',
  tryAgain: 'creditTryAgain',
  wait: 'creditTryAgain',
  processor: 'creditTryAgain',
  noCredit: 'noCredit',
};

const adviceOnCredit = (reasons: readonly string[]): Advice => {
  if (reasons.includes('no_processor')) return 'noCredit';
  return ofCredits[adviceFor(reasons) ?? 'otherCard'] ?? 'creditOtherCard';
};

/** Another card is what helps most often where nothing is known of the reason. */
export const adviceOn = (reasons: readonly string[], { type }: Pick<Order, 'type'>): Advice =>
  type === 'credit' ? adviceOnCredit(reasons) : (adviceFor(reasons) ?? 'otherCard');
