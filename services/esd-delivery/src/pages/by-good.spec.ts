import { byGood } from './by-good.js';
import type { ShownItem } from './shown-items.js';

const item = (line: number, good: string, index: number) => ({ line, good, index }) as ShownItem;

describe('the items of an order by what was bought', () => {
  it('stand in the order of its lines, and in their own order within', () => {
    const goods = byGood([item(2, 'Second', 0), item(1, 'First', 1), item(2, 'Second', 2)]);
    expect(goods.map(({ name, items }) => [name, items.map(({ index }) => index)])).toEqual([
      ['First', [1]],
      ['Second', [0, 2]],
    ]);
  });

  it('have the name of their good also where license keys come first', () =>
    expect(byGood([item(1, '', 0), item(1, 'The App', 1)])).toMatchObject([{ name: 'The App' }]));

  it('are two goods where two lines are described alike', () =>
    expect(byGood([item(1, 'A', 0), item(2, 'A', 1)])).toHaveLength(2));
});
