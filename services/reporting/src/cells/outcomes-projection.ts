import { type CountedFigure, countedIn } from '../figures/figures.js';
import { type Projection, projection, rowsOfEach } from '../projection/projection.js';
import type { OrderStep } from '../projection/reported-order.js';

/** Figures whose events are in no other read model by the time that they happened. */
export const outcomes = [
  'approved',
  'declined',
  'rejected',
  'held',
  'expired',
  'voided',
  'downloads',
] as const satisfies readonly CountedFigure[];
export type Outcome = (typeof outcomes)[number];

/** An event that counts in a report, and neither placed an order nor moved money. */
interface OutcomeRow {
  readonly merchant: string;
  readonly mode: string;
  readonly at: string;
  readonly event: string;
  readonly orderId: string;
  readonly outcome: Outcome;
}

const rowsOf = (step: OrderStep): readonly OutcomeRow[] => {
  const outcome = countedIn(step);
  if (outcome === undefined || outcome === 'placed') return [];
  const { id: orderId, merchant, mode } = step.after.order;
  return [{ merchant, mode, at: step.event.header.occurredAt, event: step.event.header.id, orderId, outcome }];
};

/** What became of orders, a row an event, so that whoever asks what a figure counts is led to its orders. Placements are found by the orders
 *  themselves, captures and refunds by the journal. */
export const outcomesProjection: Projection = projection<OutcomeRow>({
  name: 'outcomes',
  key: ['merchant', 'mode', 'at', 'event'],
  columns: {
    merchant: { type: 'text', of: ({ merchant }) => merchant },
    mode: { type: 'text', of: ({ mode }) => mode },
    at: { type: 'timestamptz', of: ({ at }) => at },
    event: { type: 'uuid', of: ({ event }) => event },
    order_id: { type: 'uuid', of: ({ orderId }) => orderId },
    outcome: { type: 'text', of: ({ outcome }) => outcome },
  },
  indexes: [],
  onConflict: 'keep',
  collect: rowsOfEach(rowsOf),
});
