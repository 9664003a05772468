import { parseSettings } from '@tollgate/settings';
import { domainErrorOf } from '@tollgate/testing';
import { type ShippingSettings, shippingSettings } from './shipping-settings.schema.js';
import { taxSettings } from './tax-settings.schema.js';

const refusal = (parse: () => unknown) => {
  const { code, field } = domainErrorOf(parse);
  return { code, field };
};

describe('the settings of tax', () => {
  const parse = (document: unknown) => parseSettings(taxSettings, JSON.stringify(document));

  it('have defaults that are valid themselves: nexus in the 45 states with a sales tax and the district', () => {
    expect(parse({})).toEqual(taxSettings.defaults);
    expect(taxSettings.defaults.nexus.length).toBe(46);
  });

  it('take a nexus with the number of its registration, or none at all', () => {
    expect(parse({ nexus: [{ jurisdiction: 'US-NY', registration: '12-345' }] }).nexus).toHaveLength(1);
    expect(parse({ nexus: [] }).nexus).toEqual([]);
  });

  it.each([
    ['a jurisdiction whose rates are not known', { nexus: [{ jurisdiction: 'DE' }] }, '/nexus/0/jurisdiction'],
    ['a state without a sales tax', { nexus: [{ jurisdiction: 'US-OR' }] }, '/nexus/0/jurisdiction'],
    ['a jurisdiction twice', { nexus: [{ jurisdiction: 'US-NY' }, { jurisdiction: 'US-NY' }] }, '/nexus/1'],
    [
      'a class that is none',
      { taxability: [{ jurisdiction: 'US-NY', taxClass: 'food', isTaxed: true }] },
      '/taxability/0/taxClass',
    ],
    [
      'two words on one class',
      {
        taxability: [
          { jurisdiction: 'US-NY', taxClass: 'digital_goods', isTaxed: true },
          { jurisdiction: 'US-NY', taxClass: 'digital_goods', isTaxed: false },
        ],
      },
      '/taxability/1',
    ],
  ])('refuse %s and name its place', (_, document, field) =>
    expect(refusal(() => parse(document))).toEqual({ code: 'invalid_settings', field }),
  );
});

describe('the settings of shipping', () => {
  const parse = (document: unknown) => parseSettings(shippingSettings, JSON.stringify(document));
  const rate = { zone: 'us', steps: [{ upToGrams: 500, amount: 495 }], furtherKilogram: null };
  const methods = (...rates: readonly object[]) => ({ methods: [{ name: 'post', freeFrom: null, rates }] });
  const zones = (...all: readonly ShippingSettings['zones'][number][]) => ({ zones: all });

  it('have defaults that are valid themselves', () => expect(parse({})).toEqual(shippingSettings.defaults));

  it('take a method of the merchant’s own', () => expect(parse(methods(rate)).methods).toHaveLength(1));

  it.each([
    ['no method', { methods: [] }, '/methods'],
    ['a zone that is none', methods({ ...rate, zone: 'moon' }), '/methods/0/rates/0/zone'],
    ['two rates for one zone', methods(rate, rate), '/methods/0/rates/1/zone'],
    ['a fraction of a cent', methods({ ...rate, furtherKilogram: 0.5 }), '/methods/0/rates/0/furtherKilogram'],
    ['a negative price', methods({ ...rate, steps: [{ upToGrams: 1, amount: -1 }] }), '/methods/0/rates/0/steps/0/amount'],
    [
      'steps that fall',
      methods({ ...rate, steps: [500, 500].map((upToGrams) => ({ upToGrams, amount: 1 })) }),
      '/methods/0/rates/0/steps/1/upToGrams',
    ],
    ['two methods of one name', { methods: [...methods(rate).methods, ...methods(rate).methods] }, '/methods/1/name'],
    ['a country that is none', zones({ name: 'us', countries: ['USA'] }), '/zones/0/countries/0'],
    [
      'two zones of one name',
      zones({ name: 'us', countries: ['US'] }, { name: 'world', countries: ['CA'] }, { name: 'us', countries: ['MX'] }),
      '/zones/2/name',
    ],
    [
      'a country in two zones',
      zones({ name: 'us', countries: ['US'] }, { name: 'world', countries: ['CA', 'US'] }),
      '/zones/1/countries/1',
    ],
    ['a currency that is none', { currency: 'USX' }, '/currency'],
  ])('refuse %s and name its place', (_, document, field) =>
    expect(refusal(() => parse(document))).toEqual({ code: 'invalid_settings', field }),
  );
});
