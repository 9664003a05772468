import { parseSettings } from '@tollgate/settings';
import { domainErrorOf } from '@tollgate/testing';
import { creditSettings } from './credit-settings.schema.js';

const parse = (document: object) => parseSettings(creditSettings, JSON.stringify(document));

describe('the settings of credits', () => {
  it('have them off unless a merchant turns them on, and by people alone', () =>
    expect(parse({})).toEqual({ enabled: false, apiKeys: false, limits: {} }));

  it('limit one credit and a day’s, in each currency', () => {
    const document = { enabled: true, apiKeys: true, limits: { USD: { credit: 50_000, day: 200_000 } } };
    expect(parse(document)).toEqual(document);
  });

  it.each([
    ['a currency that is none', { limits: { EURO: { credit: 1, day: 1 } } }, '/limits/EURO'],
    ['a limit of nothing', { limits: { USD: { credit: 0, day: 100 } } }, '/limits/USD/credit'],
    ['a currency without a limit of its day', { limits: { USD: { credit: 100 } } }, '/limits/USD/day'],
    ['more for one credit than for a day', { limits: { USD: { credit: 101, day: 100 } } }, '/limits/USD/credit'],
    ['anything else', { limit: 5 }, '/limit'],
  ])('refuse %s, and name the place', (_what, document, field) => {
    const error = domainErrorOf(() => parse(document));
    expect([error.code, error.field]).toEqual(['invalid_settings', field]);
  });
});
