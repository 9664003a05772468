import { projection } from './projection.js';
import type { OrderStep } from './reported-order.js';

interface Count {
  readonly type: string;
  readonly count: number;
}

/** Counts events by their type; passes over mails. */
const counted = projection<Count>({
  name: 'counted',
  tables: [
    {
      name: 'counts',
      key: ['type'],
      onConflict: 'add',
      columns: { type: { type: 'text', of: ({ type }) => type }, count: { type: 'int', of: ({ count }) => count } },
    },
    { name: 'types', key: [], onConflict: 'replace', columns: { type: { type: 'text', of: ({ type }) => type } } },
  ],
  keyOf: ({ event }) => (event.type === 'MailSent' ? undefined : event.type),
  step: (row, { event }) => ({ type: event.type, count: (row?.count ?? 0) + 1 }),
});

const steps = (...types: readonly string[]) => types.map((type) => ({ event: { type } })) as unknown as readonly OrderStep[];

describe('a read model', () => {
  it('writes each row that its steps change once, column by column, into each of its tables', () =>
    expect(counted.changesOf(steps('OrderPlaced', 'OrderPlaced', 'OrderPriced', 'MailSent'))).toEqual([
      [
        ['OrderPlaced', 'OrderPriced'],
        [2, 1],
      ],
      [['OrderPlaced', 'OrderPriced']],
    ]));

  it('writes nothing where no step is its own', () => expect(counted.changesOf(steps('MailSent'))).toEqual([[[], []], [[]]]));

  it('tells the shape of its tables to whoever writes them', () =>
    expect(counted.tables).toEqual([
      { name: 'counts', key: ['type'], types: { type: 'text', count: 'int' }, onConflict: 'add' },
      { name: 'types', key: [], types: { type: 'text' }, onConflict: 'replace' },
    ]));
});
