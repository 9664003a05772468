import type { Evidence, RecordedText } from './evidence.ts';
import { booksOf } from './evidence.ts';
import { webhooksArrive } from './webhooks.ts';

const idOf = (order: number, at: number): string => `0189000${order}-0000-7000-8000-00000000000${at}`;
const evtOf = (order: number, at: number): string => `evt_${idOf(order, at).replaceAll('-', '')}`;

const recorded = (order: number, merchant: string, at: number): RecordedText => ({
  headerText: JSON.stringify({
    ...{
      id: idOf(order, at),
      type: at === 1 ? 'OrderPlaced' : 'PaymentCaptured',
      stream: 'order',
      version: at,
      causation: '',
      merchant,
    },
    ...{ occurredAt: '', subject: { kind: 'order', id: `order-${order}` } },
  }),
  dataText: '{}',
  hash: '',
  committedAtMs: 0,
});

const told = (id: string, sequence: number, endpoint = 'ordered') => ({
  endpoint,
  id,
  body: JSON.stringify({ sequence: `000${sequence}` }),
});
const [first, second] = [told(evtOf(1, 1), 1), told(evtOf(1, 2), 2)];

const judge = (webhooks: Evidence['webhooks'], isOrdered = true): readonly string[] => {
  const events = [recorded(1, 'mer_a', 1), recorded(1, 'mer_a', 2), recorded(2, 'mer_b', 1)];
  const evidence = { events, webhooks, endpoints: [{ id: 'ordered', merchant: 'mer_a', isOrdered }] } as unknown as Evidence;
  return webhooksArrive(evidence, booksOf(evidence)).map(({ detail }) => detail);
};

describe('webhooks', () => {
  it('are sound where each came, however often', () => expect(judge([first, first, second, first])).toEqual([]));

  it('are missed where one never came', () => expect(judge([first])).toEqual(['a webhook of PaymentCaptured never came']));

  it('are out of their order where a later one came first, to who wants it so', () => {
    expect(judge([second, first])).toEqual(['webhooks came in another order than what they tell of']);
    expect(judge([second, first], false)).toEqual([]);
  });

  it('of another store are found', () =>
    expect(judge([first, second, told(evtOf(2, 1), 1)])).toEqual([expect.stringContaining('which is not its store’s')]));
});
