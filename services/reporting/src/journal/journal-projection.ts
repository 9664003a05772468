import { type Projection, projection, rowsOfEach } from '../projection/projection.js';
import type { OrderStep } from '../projection/reported-order.js';
import { type JournalEntry, movementOf, turnoverOf } from './journal-entry.js';

/** Lines as the table keeps them: minor units as text, as a number in JSON may be read with less than 64 bits. */
const keptLines = ({ lines }: JournalEntry): string => JSON.stringify(lines.map(({ account, minor }) => [account, `${minor}`]));

/** A capture or refund, and whose it is. */
interface Movement extends JournalEntry {
  /** Keyed HMAC of the customer's e-mail address; empty where the order has none. */
  readonly customer: string;
  /** The order's first capture: it is a sale with it. */
  readonly isSale: boolean;
}

const movementsOf = (step: OrderStep): readonly Movement[] => {
  const entry = movementOf(step);
  if (entry === undefined) return [];
  const isSale = entry.event === 'PaymentCaptured' && (step.before?.sold.captures ?? 0) === 0;
  return [{ ...entry, customer: step.after.order.placed.screening?.email ?? '', isSale }];
};

/** The journal, a row an entry, in the order of time within a merchant's mode, so that a period is read by the key however large the log is. An event
 *  that comes again finds its row there: an entry never changes. Captures of nothing have rows, too, with no lines: reports count them. */
export const journalProjection: Projection = projection<Movement>({
  name: 'journal',
  key: ['merchant', 'mode', 'at', 'entry'],
  columns: {
    merchant: { type: 'text', of: ({ merchant }) => merchant },
    mode: { type: 'text', of: ({ mode }) => mode },
    at: { type: 'timestamptz', of: ({ at }) => at },
    entry: { type: 'uuid', of: ({ id }) => id },
    order_id: { type: 'uuid', of: ({ order }) => order },
    reference: { type: 'text', of: ({ reference }) => reference },
    event: { type: 'text', of: ({ event }) => event },
    kind: { type: 'text', of: ({ kind }) => kind },
    currency: { type: 'text', of: ({ currency }) => currency },
    turnover_minor: { type: 'bigint', of: turnoverOf },
    line_count: { type: 'int', of: ({ lines }) => lines.length },
    memo: { type: 'text', of: ({ memo }) => memo },
    lines: { type: 'jsonb', of: keptLines },
    customer: { type: 'text', of: ({ customer }) => customer },
    sales: { type: 'int', of: ({ isSale }) => (isSale ? 1 : 0) },
  },
  indexes: [],
  onConflict: 'keep',
  collect: rowsOfEach(movementsOf),
});
