import { projection } from './projection.js';
import type { OrderStep } from './reported-order.js';

interface Count {
  readonly type: string;
  readonly count: number;
}

/** Counts events by their type; passes over mails. */
const counted = projection<Count>({
  name: 'counts',
  key: ['type'],
  indexes: [],
  onConflict: 'replace',
  columns: { type: { type: 'text', of: ({ type }) => type }, count: { type: 'int', of: ({ count }) => count } },
  collect: () => {
    const counts = new Map<string, number>();
    return {
      add: ({ event: { type } }) => {
        if (type !== 'MailSent') counts.set(type, (counts.get(type) ?? 0) + 1);
      },
      rows: () => [...counts].map(([type, count]) => ({ type, count })),
    };
  },
});

const steps = (...types: readonly string[]) => types.map((type) => ({ event: { type } })) as unknown as readonly OrderStep[];

describe('a read model', () => {
  it('writes its rows column by column', () =>
    expect(counted.changesOf(steps('OrderPlaced', 'OrderPlaced', 'OrderPriced', 'MailSent'))).toEqual([
      ['OrderPlaced', 'OrderPriced'],
      [2, 1],
    ]));

  it('writes nothing where no step is its own', () => expect(counted.changesOf(steps('MailSent'))).toEqual([[], []]));

  it('tells the shape of its table to whoever makes and writes it', () =>
    expect(counted.table).toEqual({
      name: 'counts',
      key: ['type'],
      types: { type: 'text', count: 'int' },
      indexes: [],
      onConflict: 'replace',
    }));
});
