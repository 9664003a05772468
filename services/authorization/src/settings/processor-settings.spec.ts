import { parseSettings } from '@tollgate/settings';
import { domainErrorOf } from '@tollgate/testing';
import { processorSettings } from './processor-settings.schema.js';

const parse = (document: object) => parseSettings(processorSettings, JSON.stringify(document));

describe('the settings of processors', () => {
  it('are the first configured processor of the mode, unless a merchant says otherwise', () =>
    expect(parse({})).toEqual({ rules: [] }));

  it('choose by mode, currency and brand', () => {
    const rules = [
      { currency: 'JPY', processor: 'stripe' },
      { mode: 'live', brand: 'amex', processor: 'iso8583' },
      { processor: 'stripe' },
    ];
    expect(parse({ rules })).toEqual({ rules });
  });

  it.each([
    ['a processor that there is no adapter for', { rules: [{ processor: 'paypal' }] }, '/rules/0/processor'],
    ['a rule without processor', { rules: [{ currency: 'USD' }] }, '/rules/0/processor'],
    ['a currency in small letters', { rules: [{ currency: 'usd', processor: 'stripe' }] }, '/rules/0/currency'],
    ['a brand that is none', { rules: [{ brand: 'maestro', processor: 'stripe' }] }, '/rules/0/brand'],
    ['a mode that is none', { rules: [{ mode: 'prod', processor: 'stripe' }] }, '/rules/0/mode'],
    ['a misspelled condition', { rules: [{ curency: 'USD', processor: 'stripe' }] }, '/rules/0/curency'],
    ['anything else', { default: 'stripe' }, '/default'],
  ])('refuse %s, and name the place', (_what, document, field) => {
    const error = domainErrorOf(() => parse(document));
    expect([error.code, error.field]).toEqual(['invalid_settings', field]);
  });
});
