import { firstTaxDay, untaxedUsRegions, usSalesTax } from './us-sales-tax.data.js';

const regions = new Set(usSalesTax.map(({ region }) => region));

describe('the table of US sales tax', () => {
  it('knows every state and the district, 45 of them and the district with a tax', () => {
    expect(regions.size).toBe(46);
    expect(regions).toContain('DC');
    expect(['AK', 'DE', 'MT', 'NH', 'OR'].filter((region) => !untaxedUsRegions.has(region))).toEqual([]);
  });

  it('calls no region both taxed and untaxed', () =>
    expect([...regions].filter((region) => untaxedUsRegions.has(region))).toEqual([]));

  it('says of each taxed state what holds on the first day', () => {
    const first = usSalesTax.filter(({ from }) => from === firstTaxDay).map(({ region }) => region);
    expect(first.toSorted()).toEqual([...regions].toSorted());
  });

  it('holds rates of more than 2 and less than 8 percent', () =>
    expect(usSalesTax.filter(({ ratePpm }) => ratePpm < 20_000 || ratePpm > 80_000)).toEqual([]));

  it('dates every change, and none twice', () => {
    const days = usSalesTax.map(({ region, from }) => `${region} ${from}`);
    expect(days.filter((day) => !/^[A-Z]{2} \d{4}-\d{2}-\d{2}$/.test(day))).toEqual([]);
    expect(new Set(days).size).toBe(days.length);
  });
});
