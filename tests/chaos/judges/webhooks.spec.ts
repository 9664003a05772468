import { type Happened, judgeWebhooks, type Received, type Wanted } from './webhooks.ts';

const types = ['OrderPlaced', 'OrderPriced', 'PaymentCaptured'];
const happened: readonly Happened[] = types.map((type, index) => ({
  id: `evt_${index + 1}`,
  merchant: 'mer_a',
  type,
  order: 'ord_1',
  sequence: index + 1,
}));
const come = (number: number, more: Partial<Received> = {}): Received => ({
  endpoint: 'mer_a',
  id: `evt_${number}`,
  event: `evt_${number}`,
  type: types[number - 1] ?? '',
  order: 'ord_1',
  sequence: number,
  digest: `body ${number}`,
  isSigned: true,
  cameAt: number * 10,
  takenAt: number * 10 + 1,
  ...more,
});
const all = [come(1), come(2), come(3)];
const ordered: Wanted = { merchant: 'mer_a', events: [], isOrdered: true };
const judge = (received: readonly Received[], wish = ordered) => judgeWebhooks([wish], received, happened);
const brokenIn = (received: readonly Received[]) => judge(received).broken.join();

describe('webhooks', () => {
  it('are sound where each event that was asked for came, also more than once', () => {
    const again = come(1, { cameAt: 35, takenAt: 36 });
    expect(judge([...all, again])).toEqual({ wanted: 3, came: 4, missing: [], broken: [] });
    const few = { merchant: 'mer_a', events: ['PaymentCaptured'], isOrdered: false };
    expect(judge([come(3)], few)).toEqual({ wanted: 1, came: 1, missing: [], broken: [] });
  });

  it('are missed where one never came, and where it came and was never taken', () => {
    expect(judge([come(1), come(3)], { ...ordered, isOrdered: false }).missing).toEqual(['evt_2 (OrderPriced of ord_1)']);
    expect(judge([come(1), come(2), come(3, { takenAt: undefined })]).missing).toEqual(['evt_3 (PaymentCaptured of ord_1)']);
  });

  it.each<[string, readonly Received[], RegExp]>([
    ['another signature', [...all, come(1, { isSigned: false })], /not signed/],
    ['another id for the same event', [...all, come(1, { id: 'evt_9' })], /evt_9 to mer_a tells of evt_1/],
    ['an event that nobody asked for', [...all, come(9)], /of no event that was asked for/],
    ['another merchant’s event', [...all, come(1, { endpoint: 'mer_b' })], /address of nobody/],
    ['another type', [come(1, { type: 'OrderPriced' })], /says OrderPriced .* log says OrderPlaced/],
    ['a gap in its order’s numbers', [come(1), come(2), come(3, { sequence: 4 })], /is number 4, where the log says 3/],
    ['other bytes for the same event', [...all, come(1, { digest: 'other' })], /other bytes/],
    ['one that overtakes', [come(1), come(3), come(2, { cameAt: 40, takenAt: 41 })], /evt_3 came before/],
    ['one that does not wait', [come(1, { takenAt: undefined }), come(2)], /evt_2 came before/],
  ])('are found with %s', (_what, received, found) => expect(brokenIn(received)).toMatch(found));

  it('may overtake where nobody asked for their order', () =>
    expect(judge([come(3, { cameAt: 1, takenAt: 2 }), ...all], { ...ordered, isOrdered: false }).broken).toEqual([]));
});
