import { approvalRate, averageOrder, change, currenciesOf, figuresOf, noFigures, runningSums } from './figures.js';

const usd = { ...noFigures('USD'), gross: 10_000, orders: 5, approved: 3, declined: 1 };

describe('the figures of a day', () => {
  it('tell how many payments were approved of those that came to the issuer', () => {
    expect(approvalRate(usd)).toBe(0.75);
    expect(approvalRate(noFigures('USD'))).toBeUndefined();
  });

  it('tell the average of what was approved', () => {
    expect(averageOrder(usd)).toBe(3_333);
    expect(averageOrder(noFigures('USD'))).toBeUndefined();
  });

  it.each([
    [150, 100, 0.5],
    [50, 100, -0.5],
    [100, 0, undefined],
    [undefined, 100, undefined],
  ])('of %s after %s changed by %s', (now, before, expected) => expect(change(now, before)).toBe(expected));

  it('are shown in the currency with most orders first, last week’s, too', () => {
    const home = { today: [{ ...noFigures('EUR'), orders: 1 }, usd], lastWeek: [{ ...noFigures('JPY'), orders: 9 }] };
    expect(currenciesOf(home)).toEqual(['JPY', 'USD', 'EUR']);
    expect(figuresOf(home.today, 'JPY')).toEqual(noFigures('JPY'));
  });

  it('add up over the day', () => {
    const bucket = (gross: number) => ({ from: '', gross, net: 0, orders: 0 });
    expect(runningSums([bucket(5), bucket(0), bucket(7)])).toEqual([5, 5, 12]);
  });
});
