import { type Line, lossesIn, uuidOf } from './losses.ts';

const order = 'ord_01890a5dac96774bbcceb302099a8057';
const other = 'ord_01890a5dac96774bbcceb302099a8058';
const capture = 'cap_01890a5dac96774bbcceb302099a8059';
const all = new Set([order, other, capture].map(uuidOf));
const placed: Line = { event: 'ok', kind: 'place', key: 'a', order };

describe('what a journal and a log show', () => {
  it('is nothing where all that was told is there, and what is unknown may be there or not', () => {
    const lines: readonly Line[] = [
      { event: 'invoke', kind: 'place', key: 'a' },
      { event: 'unknown', kind: 'place', key: 'a' },
      placed,
      { event: 'ok', kind: 'capture', key: 'b', order, operation: capture },
      { event: 'fail', kind: 'place', key: 'c' },
      { event: 'unknown', kind: 'place', key: 'd', order: 'ord_01890a5dac96774bbcceb302099a8060' },
      { event: 'ok', kind: 'download', order },
    ];
    expect(lossesIn(lines, all)).toEqual({ lost: [], doubled: [] });
  });

  it('I1: names an order and a capture that were acknowledged and are not in the log', () => {
    const lines: readonly Line[] = [placed, { event: 'ok', kind: 'capture', key: 'b', order, operation: capture }];
    const { lost } = lossesIn(lines, new Set());
    expect(lost).toEqual([`place ${uuidOf(order)}`, `capture ${uuidOf(capture)}`]);
  });

  it('I6: names a key that came to two orders, and an order that two keys came to', () => {
    expect(lossesIn([placed, { ...placed, order: other }], all).doubled).toEqual(['a']);
    expect(lossesIn([placed, { ...placed, key: 'b' }], all).doubled).toEqual([uuidOf(order)]);
  });
});
