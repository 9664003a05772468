import type { RecordedEvent } from '@tollgate/contracts';
import { orderPlaced, orderPriced } from '@tollgate/testing';
import { bySubject, historyOf, knownIn, type LogRow } from './histories.js';

const rowOf = ({ header, headerText, dataText, type }: RecordedEvent, position: number): LogRow => ({
  subject: header.subject.id,
  position,
  isBelow: true,
  type,
  headerText,
  dataText,
});
const of = (subject: string, position = 1): LogRow => ({
  subject,
  position,
  isBelow: true,
  type: 'OrderPlaced',
  headerText: '',
  dataText: '',
});
const subjectsIn = (rows: readonly LogRow[], isCut: boolean) =>
  bySubject(rows, isCut).map(({ subject, rows: own }) => [subject, own.length]);

describe('what a rebuild reads', () => {
  it('is parted by subject', () =>
    expect(subjectsIn([of('a'), of('a'), of('b'), of('c')], false)).toEqual([
      ['a', 2],
      ['b', 1],
      ['c', 1],
    ]));

  it('leaves a subject that may not be whole to the next page', () => {
    expect(subjectsIn([of('a'), of('a'), of('b')], true)).toEqual([['a', 2]]);
    expect(subjectsIn([of('a'), of('a')], true)).toEqual([]);
    expect(subjectsIn([], false)).toEqual([]);
  });

  it('is told by position, whatever order it is read in', () => {
    const [placed, priced] = [orderPlaced(), orderPriced()];
    const history = historyOf([rowOf(priced, 2), rowOf(placed, 1)]);
    expect(history.map(({ type, data }) => [type, data])).toEqual([placed, priced].map(({ type, data }) => [type, data]));
  });

  it('I7: is told up to the first event beyond the horizon, as a later one may lie below it, and is counted all the same', () => {
    const [placed, priced] = [rowOf(orderPlaced(), 1), rowOf(orderPriced(), 3)];
    const between = { ...rowOf(orderPriced(), 2), isBelow: false };
    const rows = [placed, between, priced];
    expect([historyOf(rows).length, knownIn(rows)]).toEqual([1, 2]);
    expect(historyOf([{ ...placed, isBelow: false }, priced])).toEqual([]);
  });

  it('leaves out events of a later release, and does not count them', () => {
    const later = { ...rowOf(orderPlaced(), 2), type: 'OrderSentToTheMoon', headerText: '{"type":"OrderSentToTheMoon"}' };
    const rows = [rowOf(orderPlaced(), 1), later];
    expect([historyOf(rows).length, knownIn(rows)]).toEqual([1, 1]);
  });
});
