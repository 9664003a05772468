import { booksOf, type Evidence, type RecordedText } from './evidence.ts';
import { keysAreOnes } from './license-keys.ts';

const recorded = (order: number, type: string, data: object): RecordedText => ({
  headerText: JSON.stringify({
    id: `${order} ${type}`,
    type,
    merchant: 'mer_a',
    subject: { kind: 'order', id: `order-${order}` },
  }),
  dataText: JSON.stringify(data),
  hash: '',
  committedAtMs: 0,
});

const sold = (order: number, ...ids: readonly string[]): readonly RecordedText[] => [
  recorded(order, 'OrderPlaced', { lines: [{ quantity: 2 }] }),
  recorded(order, 'DownloadsGranted', {
    entitlements: [{ index: 1, line: 1, licenseKeys: { keys: ids.map((id) => ({ id })) } }],
  }),
];
const issued = (id: string, order: number, state = 'issued') => ({ id, state, order: `order-${order}` });

const judge = (events: readonly RecordedText[], keys: Evidence['keys']): readonly string[] => {
  const evidence = { events, keys } as unknown as Evidence;
  return keysAreOnes(evidence, booksOf(evidence)).map(({ detail }) => detail);
};

describe('license keys', () => {
  it('are sound where each piece has one of its own', () =>
    expect(judge(sold(1, 'a', 'b'), [issued('a', 1), issued('b', 1)])).toEqual([]));

  it('are missed where a piece has none', () =>
    expect(judge(sold(1, 'a'), [issued('a', 1)])).toEqual(['line 1 has 1 keys for 2 pieces']));

  it('are found where two were told one', () =>
    expect(judge([...sold(1, 'a', 'b'), ...sold(2, 'c', 'b')], [issued('a', 1), issued('b', 1), issued('c', 2)])).toContain(
      'key b was told 2 times',
    ));

  it('are found where the stock says something else than the log, also after a refund', () => {
    const keys = [issued('a', 1), issued('b', 1, 'free')];
    expect(judge(sold(1, 'a', 'b'), keys)).toEqual(['key b is free in the stock, which the log does not say']);
    const refunded = [...sold(1, 'a', 'b'), recorded(1, 'DownloadAccessRevoked', { entitlements: [1] })];
    expect(judge(refunded, [issued('a', 1, 'revoked'), issued('b', 1, 'revoked')])).toEqual([]);
    expect(judge(refunded, keys)).toHaveLength(2);
  });

  it('are found where they stay kept for an order that was declined, or are sold and nobody was told them', () => {
    const declined = [recorded(1, 'OrderPlaced', {}), recorded(1, 'PaymentDeclined', {})];
    expect(judge(declined, [issued('a', 1, 'free'), { ...issued('b', 1), state: 'free', order: '' }])).toEqual([]);
    expect(judge(declined, [issued('a', 1, 'reserved')])).toEqual(['key a is reserved, and nobody was told it']);
    expect(judge(declined, [issued('a', 1)])).toEqual(['key a is issued, and nobody was told it']);
    expect(judge([recorded(1, 'OrderPlaced', {})], [issued('a', 1, 'reserved')])).toEqual([]);
  });
});
