import { invariant } from '@tollgate/errors';
import { type Projection, projection } from '../projection/projection.js';
import type { OrderStep } from '../projection/reported-order.js';
import { type JournalEntry, journalEntryOf, turnoverOf } from './journal-entry.js';

/** Lines as the table keeps them: minor units as text, as a number in JSON may be read with less than 64 bits. */
const keptLines = ({ lines }: JournalEntry): string => JSON.stringify(lines.map(({ account, minor }) => [account, `${minor}`]));

const bookedBy = (step: OrderStep): JournalEntry => {
  const entry = journalEntryOf(step);
  invariant(entry !== undefined, 'only a step that books something has a row');
  return entry;
};

/** The journal, a row an entry: an event that comes again writes the row that is there. */
export const journalProjection: Projection = projection<JournalEntry>({
  name: 'journal',
  tables: [
    {
      name: 'journal_by_generation',
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
      },
      onConflict: 'replace',
    },
  ],
  keyOf: (step) => journalEntryOf(step)?.id,
  step: (_, step) => bookedBy(step),
});
