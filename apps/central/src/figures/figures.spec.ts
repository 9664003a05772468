import { approvalRate, type CurrencyFigures } from '@tollgate/report-tables';
import { averageOrder, change, currenciesOf, figuresOf, runningSums } from './figures.js';

const none = figuresOf({ data: [] }, 'USD').total;
const of = (currency: string, total: Partial<CurrencyFigures['total']>): CurrencyFigures => ({
  currency,
  total: { ...none, ...total },
  series: [],
});

describe('the figures of a day', () => {
  it('tell how many payments were approved of those that came to the issuer', () => {
    expect(approvalRate({ ...none, approved: 3, declined: 1, rejected: 7 })).toBe(0.75);
    expect(approvalRate(none)).toBeUndefined();
  });

  it('tell the average of what was taken', () => {
    expect(averageOrder({ ...none, captured: 10_000, sales: 3 })).toBe(3_333);
    expect(averageOrder(none)).toBeUndefined();
  });

  it.each([
    [150, 100, 0.5],
    [50, 100, -0.5],
    [100, 0, undefined],
    [undefined, 100, undefined],
  ])('of %s after %s changed by %s', (now, before, expected) => expect(change(now, before)).toBe(expected));

  it('are shown in the currency with most orders first, last week’s, too', () => {
    const today = { data: [of('EUR', { placed: 1 }), of('USD', { placed: 5 })] };
    expect(currenciesOf(today, { data: [of('JPY', { placed: 9 })] })).toEqual(['JPY', 'USD', 'EUR']);
    expect(figuresOf(today, 'JPY')).toEqual(of('JPY', {}));
  });

  it('add up over the day', () => {
    const hour = (captured: number) => ({ label: '', begin: '', figures: { ...none, captured } });
    expect(runningSums({ ...of('USD', {}), series: [hour(5), hour(0), hour(7)] })).toEqual([5, 5, 12]);
  });
});
