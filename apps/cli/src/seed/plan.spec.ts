import { planOf, type YearWish } from './plan.js';

const now = new Date('2026-11-27T03:00:00.000Z');
const wish: YearWish = { orders: '300', seed: '1', merchant: 'mer_demo', mode: 'test', until: '2026-11-26' };

describe('the plan of a year', () => {
  it('ends with the day that was asked for', () =>
    expect(planOf(wish, now)).toEqual({
      orders: 300,
      seed: '1',
      merchant: 'mer_demo',
      mode: 'test',
      until: '2026-11-26',
      endMs: Date.parse('2026-11-27T00:00:00Z'),
    }));

  it('ends now where it ends today: nothing is made up of what is to come', () => {
    const { until: _, ...open } = wish;
    expect(planOf(open, now)).toMatchObject({ until: '2026-11-27', endMs: now.getTime() });
  });

  it.each([
    [{ orders: '0' }, '--orders'],
    [{ orders: '-1' }, '--orders'],
    [{ orders: '1e3' }, '--orders'],
    [{ orders: '99999999' }, '--orders'],
    [{ seed: '' }, '--seed'],
    [{ seed: "1'; DROP" }, '--seed'],
    [{ mode: 'both' }, '--mode'],
    [{ until: '2026-02-30' }, '--until'],
    [{ until: 'yesterday' }, '--until'],
    [{ until: '2026-11-28' }, '--until'],
  ])('refuses %j by its name', (wrong, name) => expect(() => planOf({ ...wish, ...wrong }, now)).toThrow(name));
});
