import { parseSettings } from '@tollgate/settings';
import { domainErrorOf } from '@tollgate/testing';
import { creditSettings } from './credit-settings.schema.js';

const parse = (document: object) => parseSettings(creditSettings, JSON.stringify(document));

describe('the settings of credits', () => {
  it('have them off unless a merchant turns them on, and by people alone', () =>
    expect(parse({})).toEqual({ enabled: false, apiKeys: false, perCredit: {}, perDay: {} }));

  it('limit one credit and a day’s, in each currency', () => {
    const document = { enabled: true, apiKeys: true, perCredit: { USD: 50_000 }, perDay: { USD: 200_000 } };
    expect(parse(document)).toEqual(document);
  });

  it.each([
    ['a currency that is none', { perDay: { EURO: 1 } }, '/perDay/EURO'],
    ['less than nothing', { perDay: { USD: -1 } }, '/perDay/USD'],
    ['a currency without a limit of its day', { perCredit: { USD: 0 } }, '/perDay/USD'],
    ['more for one credit than for a day', { perCredit: { USD: 101 }, perDay: { USD: 100 } }, '/perDay/USD'],
    ['anything else', { limit: 5 }, '/limit'],
  ])('refuse %s, and name the place', (_what, document, field) => {
    const error = domainErrorOf(() => parse(document));
    expect([error.code, error.field]).toEqual(['invalid_settings', field]);
  });
});
