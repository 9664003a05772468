import { parseSettings } from '@tollgate/settings';
import { domainErrorOf } from '@tollgate/testing';
import { refundSettings } from './refund-settings.schema.js';

const parse = (document: unknown) => parseSettings(refundSettings, JSON.stringify(document));

describe('the settings of refunds', () => {
  it('have defaults that are valid themselves, and ask for no second person', () =>
    expect(parse({})).toEqual({ limits: {}, appliesToKeys: false, approvalHours: 72 }));

  it('are set in part: what is left out is at its default', () =>
    expect(parse({ limits: { USD: 0 } })).toEqual({ limits: { USD: 0 }, appliesToKeys: false, approvalHours: 72 }));

  it.each([
    ['a currency that is none', { limits: { USX: 1 } }, '/limits/USX'],
    ['a negative amount', { limits: { USD: -1 } }, '/limits/USD'],
    ['a fraction of a cent', { limits: { USD: 0.5 } }, '/limits/USD'],
    ['an amount as text', { limits: { USD: '50000' } }, '/limits/USD'],
    ['no time to approve', { approvalHours: 0 }, '/approvalHours'],
    ['more than a month', { approvalHours: 721 }, '/approvalHours'],
    ['a word where yes or no belongs', { appliesToKeys: 'no' }, '/appliesToKeys'],
    ['a rule that we do not have', { people: 3 }, '/people'],
  ])('refuse %s and name its place', (_, document, field) =>
    expect(domainErrorOf(() => parse(document))).toMatchObject({ code: 'invalid_settings', field }),
  );
});
