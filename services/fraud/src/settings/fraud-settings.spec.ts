import { parseSettings } from '@tollgate/settings';
import { domainErrorOf } from '@tollgate/testing';
import { fraudSettings } from './fraud-settings.schema.js';

const parse = (document: unknown) => parseSettings(fraudSettings, JSON.stringify(document));

describe('the settings of fraud', () => {
  it('have defaults that are valid themselves', () => expect(parse({})).toEqual(fraudSettings.defaults));

  it('are set in part: what is left out is at its default', () =>
    expect(parse({ reviewHours: 1 })).toEqual({ ...fraudSettings.defaults, reviewHours: 1 }));

  it.each([
    ['an attempt that is none', { card: { attempts: 0, windowMinutes: 10, action: 'reject' } }, '/card/attempts'],
    ['more than a day', { email: { attempts: 1, windowMinutes: 1_441, action: 'reject' } }, '/email/windowMinutes'],
    ['an action that is none', { card: { attempts: 1, windowMinutes: 1, action: 'accept' } }, '/card/action'],
    ['a currency that is none', { amount: { limits: { USX: 1 }, action: 'review' } }, '/amount/limits/USX'],
    ['a negative amount', { amount: { limits: { USD: -1 }, action: 'review' } }, '/amount/limits/USD'],
    ['a fraction of a cent', { amount: { limits: { USD: 0.5 }, action: 'review' } }, '/amount/limits/USD'],
    ['an amount as text', { amount: { limits: { USD: '500000' }, action: 'review' } }, '/amount/limits/USD'],
    [
      'a lockout that looks back more than a day',
      { lockout: { failures: 3, windowMinutes: 1_441, minutes: 1 } },
      '/lockout/windowMinutes',
    ],
    ['a lockout that lasts no time', { lockout: { failures: 3, windowMinutes: 1, minutes: 0 } }, '/lockout/minutes'],
    ['no time for a review', { reviewHours: 0 }, '/reviewHours'],
    ['a limit that we do not have', { ip: { attempts: 30, windowMinutes: 60, action: 'reject' } }, '/ip'],
    [
      'duplicates beyond the window of the card',
      { card: { attempts: 5, windowMinutes: 1, action: 'reject' }, duplicate: { windowSeconds: 61, action: 'reject' } },
      '/duplicate/windowSeconds',
    ],
  ])('refuse %s and name its place', (_, document, field) => {
    expect(domainErrorOf(() => parse(document))).toMatchObject({ code: 'invalid_settings', field });
  });
});
