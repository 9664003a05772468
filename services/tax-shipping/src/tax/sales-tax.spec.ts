import { taxSettings } from '../settings/tax-settings.schema.js';
import { salesTaxAt } from './sales-tax.js';
import { firstTaxDay } from './us-sales-tax.data.js';

const at = (region: string, { country = 'US', day = '2026-11-26', nexus = taxSettings.defaults.nexus } = {}) =>
  salesTaxAt({ address: { country, region, postalCode: '' } as never, field: '/shipping/address' }, day, {
    ...taxSettings.defaults,
    nexus,
  });

describe('the sales tax of a destination', () => {
  it('is that of the state where the merchant collects it', () =>
    expect(at('NY')).toMatchObject({ region: 'NY', name: 'New York' }));

  it.each([
    ['outside the US', at('BY', { country: 'DE' })],
    ['in a state that has none', at('OR')],
    ['where the merchant has no nexus', at('NY', { nexus: [{ jurisdiction: 'US-NJ' }] })],
  ])('is none %s', (_where, tax) => expect(tax).toBe('none'));

  it('is not told for a state that is none, which would go untaxed unseen', () =>
    expect(at('QQ')).toMatchObject({ code: 'unknown_region', field: '/shipping/address/region' }));

  it('is not told for a day before the table begins', () => {
    expect(at('NY', { day: '1999-12-31' })).toMatchObject({ code: 'date_not_served', field: '/at' });
    expect(at('NY', { day: firstTaxDay })).toMatchObject({ region: 'NY' });
  });
});
