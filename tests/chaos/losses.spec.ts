import { type Begun, type Line, lossesIn, uuidOf } from './losses.ts';

const order = 'ord_01890a5dac96774bbcceb302099a8057';
const other = 'ord_01890a5dac96774bbcceb302099a8058';
const capture = 'cap_01890a5dac96774bbcceb302099a8059';
const begun = (kind: string, id: string): Begun => ({ kind, id: uuidOf(id) });
const log = [begun('place', order), begun('capture', capture)];
const placed: Line = { event: 'ok', kind: 'place', key: 'a', order };
const captured: Line = { event: 'ok', kind: 'capture', key: 'b', order, operation: capture };

describe('what a journal and a log show', () => {
  it('is nothing where all that was told is there, and what was answered by nobody may be there or not', () => {
    const lines: readonly Line[] = [
      { event: 'invoke', kind: 'place', key: 'a' },
      { event: 'unknown', kind: 'place', key: 'a', order },
      placed,
      placed,
      captured,
      { event: 'fail', kind: 'place', key: 'c' },
      { event: 'unknown', kind: 'place', key: 'd' },
      { event: 'ok', kind: 'download', order },
    ];
    expect(lossesIn(lines, log)).toEqual({ lost: [], doubled: [] });
    expect(lossesIn(lines, [...log, begun('place', other)])).toEqual({ lost: [], doubled: [] });
  });

  it('I1: names what was told and is not in the log: an order that was approved or accepted, a capture', () => {
    const accepted: Line = { event: 'unknown', kind: 'place', key: 'd', order: other };
    const names = [`place ${uuidOf(order)}`, `capture ${uuidOf(capture)}`, `place ${uuidOf(other)}`];
    expect(lossesIn([placed, captured, accepted], []).lost).toEqual(names);
  });

  it('I6: names a key that came to two orders, also where the first was not its last word, and an order that two keys came to', () => {
    const both = [...log, begun('place', other)];
    expect(lossesIn([placed, captured, { ...placed, order: other }], both).doubled).toEqual(['a']);
    expect(lossesIn([{ ...placed, event: 'unknown', order: other }, placed, captured], both).doubled).toEqual(['a']);
    expect(lossesIn([placed, captured, { ...placed, key: 'b' }], log).doubled).toContain(uuidOf(order));
  });

  it('I6: names an order and a capture behind answers that were lost, once every key has its own', () => {
    const twice = '01890a5d-ac96-774b-bcce-b302099a8060';
    const more = [...log, begun('place', other), { kind: 'capture', id: twice }];
    const unknown: readonly Line[] = ['place', 'capture'].map((kind) => ({ event: 'unknown', kind, key: kind }));
    expect(lossesIn([placed, captured], more).doubled).toEqual([`place ${uuidOf(other)}`, `capture ${twice}`]);
    expect(lossesIn([placed, captured, ...unknown], more).doubled).toEqual([]);
    const refused: readonly Line[] = [{ event: 'fail', kind: 'place', key: 'place' }];
    expect(lossesIn([placed, captured, ...unknown, ...refused], more).doubled).toEqual([`place ${uuidOf(other)}`]);
  });
});
