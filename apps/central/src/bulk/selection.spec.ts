import type { Order } from '../api/order.js';
import { nothingChosen, refreshed, type Selection, toggled, withAll, withoutAll } from './selection.js';

const list = ['a', 'b', 'c', 'd', 'e'].map((id) => ({ id, status: 'approved' }) as Order);
const toggle = (selection: Selection, id: string, isRange = false, most = 1_000) =>
  toggled(selection, { list, id, isRange, most });
const ids = ({ orders }: Selection) => [...orders.keys()];

describe('the orders that are chosen', () => {
  it('come and go one by one', () => {
    const two = toggle(toggle(nothingChosen, 'b'), 'd');
    expect(ids(two)).toEqual(['b', 'd']);
    expect(ids(toggle(two, 'b'))).toEqual(['d']);
  });

  it.each([
    ['b', 'd', ['b', 'c', 'd']],
    ['d', 'b', ['d', 'b', 'c']],
  ])('are with Shift all from %s to %s', (from, to, expected) =>
    expect(ids(toggle(toggle(nothingChosen, from), to, true))).toEqual(expected),
  );

  it('go with Shift as they came', () => {
    const all = toggle(withAll(nothingChosen, list, 1_000), 'b');
    expect(ids(toggle(all, 'd', true))).toEqual(['a', 'e']);
  });

  it('are this one alone, where the range began at one that is not in the list any more', () =>
    expect(ids(toggle({ ...nothingChosen, anchor: 'gone' }, 'c', true))).toEqual(['c']));

  it('are never more than can be worked with', () => expect(ids(withAll(nothingChosen, list, 3))).toEqual(['a', 'b', 'c']));

  it('are known as they are now', () => {
    const now = refreshed(toggle(nothingChosen, 'a'), [{ id: 'a', status: 'refunded' } as Order]);
    expect(now.orders.get('a')?.status).toBe('refunded');
    expect(ids(withoutAll(now, list))).toEqual([]);
  });
});
