import type { RecordedEvent } from '@tollgate/contracts';
import { orderPlaced, orderPriced } from '@tollgate/testing';
import { EVENT_END, FIELD_END, historyOf, knownIn, type LogRow, rowsIn } from './histories.js';

const rowOf = ({ header, headerText, dataText, type }: RecordedEvent, position: number): LogRow => ({
  subject: header.subject.id,
  position,
  isBelow: true,
  type,
  headerText,
  dataText,
});
describe('what a rebuild reads', () => {
  it('comes in one text for each subject', () => {
    const text = (['OrderPlaced', 'OrderPriced'] as const)
      .map((type, index) => [index + 7, index, type, '{"a": "\t"}', '{"b":"\\u001e"}'].join(FIELD_END))
      .join(EVENT_END);
    const common = { subject: 'a', headerText: '{"a": "\t"}', dataText: '{"b":"\\u001e"}' };
    expect(rowsIn('a', text)).toEqual({
      subject: 'a',
      rows: [
        { ...common, position: 7, isBelow: false, type: 'OrderPlaced' },
        { ...common, position: 8, isBelow: true, type: 'OrderPriced' },
      ],
    });
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
