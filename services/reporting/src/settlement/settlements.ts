import { processorOf } from '../journal/journal-entry.js';
import type { OrderStep } from '../projection/reported-order.js';
import { type Contribution, rollUp } from '../projection/roll-up/roll-up.js';

export const settlementMeasures = ['captures', 'captured_minor', 'refunds', 'refunded_minor'] as const;
export type SettlementMeasure = (typeof settlementMeasures)[number];

/** What a step adds to what a processor owes the merchant: its captures, and less its refunds and credits. That is the change of the processor's
 *  `clearing` account in the journal; what was paid out the log does not know. */
export const settlementsOf = ({ event, after: { order } }: OrderStep): readonly Contribution<SettlementMeasure>[] => {
  if (event.type === 'PaymentCaptured')
    return [{ of: [processorOf(order, event)], add: { captures: 1n, captured_minor: event.data.amount?.minor ?? 0n } }];
  if (event.type !== 'PaymentRefunded' && event.type !== 'CreditSettled') return [];
  return [{ of: [processorOf(order, event)], add: { refunds: 1n, refunded_minor: event.data.amount?.minor ?? 0n } }];
};

/** By quarter, hour, day and month, as the days of any zone are asked for one by one. */
export const settlementsProjection = rollUp({
  name: 'settlements',
  grains: ['quarter', 'hour', 'day', 'month'],
  dimensions: { processor: 'text' },
  measures: settlementMeasures,
  contributionsOf: settlementsOf,
});
