import { judgeKeys, type KeyEvidence, type KeyOrder } from './license-keys.ts';

const order = (name: string, more: Partial<KeyOrder> = {}): KeyOrder => ({
  order: name,
  pieces: 2,
  granted: [],
  isPaid: false,
  isRefunded: false,
  isGivenUp: false,
  ...more,
});
const paid = order('paid', { isPaid: true, granted: [{ ids: ['1', '2'], isRevoked: false }] });
const refunded = order('refunded', { isPaid: true, isRefunded: true, granted: [{ ids: ['3', '4'], isRevoked: true }] });
const declined = order('declined', { isGivenUp: true });
const key = (id: string, state: string, of: string | null) => ({ id, state, order: of });

const sound: KeyEvidence = {
  handedIn: new Set(['A', 'B', 'C', 'D', 'E', 'F', 'G']),
  told: [
    { order: 'paid', keys: ['A', 'B'] },
    { order: 'refunded', keys: ['C', 'D'] },
  ],
  now: new Map([
    [
      'paid',
      [
        { id: '1', key: 'A' },
        { id: '2', key: 'B' },
      ],
    ],
    ['refunded', []],
  ]),
  orders: [paid, refunded, declined, order('held')],
  stock: [
    key('1', 'issued', 'paid'),
    key('2', 'issued', 'paid'),
    key('3', 'revoked', 'refunded'),
    key('4', 'revoked', 'refunded'),
    key('5', 'free', null),
    key('6', 'reserved', 'held'),
    key('7', 'reserved', 'never placed'),
  ],
};
const orders = (...changed: readonly KeyOrder[]): Partial<KeyEvidence> => ({
  orders: sound.orders.map((one) => changed.find((other) => other.order === one.order) ?? one),
});
const stock = (...changed: KeyEvidence['stock']): Partial<KeyEvidence> => ({
  stock: sound.stock.map((one) => changed.find(({ id }) => id === one.id) ?? one),
});

describe('license keys', () => {
  it('are sound where each has one buyer, and the stock says what the log says', () =>
    expect(judgeKeys(sound)).toEqual({ sold: 2, revoked: 2, free: 1, kept: 1, unplaced: 1, broken: [] }));

  it.each<[string, Partial<KeyEvidence>, RegExp]>([
    ['one that two orders were told', { told: [...sound.told, { order: 'held', keys: ['A'] }] }, /A was told of paid and held/],
    ['one that nobody handed in', { told: [{ order: 'paid', keys: ['Z'] }] }, /Z was never handed in/],
    ['other ones than were told', { told: [{ order: 'paid', keys: ['E'] }] }, /paid has other keys than it was told/],
    ['a paid order without them', orders({ ...paid, granted: [] }), /paid is paid, and has 0 of 2 keys/],
    ['a piece without one', orders({ ...paid, pieces: 3 }), /has 2 of 3 keys/],
    ['an order that has them for nothing', orders({ ...paid, isPaid: false }), /paid is not paid, and has keys/],
    ['a refund that leaves them', orders({ ...refunded, granted: [{ ids: ['3'], isRevoked: false }] }), /keeps its keys/],
    ['an order that does not show them', { now: new Map() }, /paid shows 0 keys, and the log says 2/],
    ['one that is free and was sold', stock(key('1', 'free', null)), /key 1 is free for null, and by the log of paid/],
    ['one that is kept for what was declined', stock(key('5', 'reserved', 'declined')), /key 5 is reserved for declined/],
    ['one that is issued to nobody', stock(key('5', 'issued', 'held')), /key 5 is issued for held, and by the log nobody’s/],
    ['one that is good after its refund', stock(key('3', 'issued', 'refunded')), /key 3 is issued for refunded/],
    ['one that is gone', { stock: sound.stock.slice(1) }, /key 1 was sold, and is in no stock/],
    ['a pool that lost one', { stock: sound.stock.filter(({ id }) => id !== '5') }, /7 keys were handed in, and 6 are there/],
  ])('are found with %s', (_what, spoiled, found) => expect(judgeKeys({ ...sound, ...spoiled }).broken.join()).toMatch(found));
});
