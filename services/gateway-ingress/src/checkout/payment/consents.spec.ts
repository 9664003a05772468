import { acceptedConsents, consentField, consentsFor, missingConsents } from './consents.js';

const terms = { id: 'terms', text: 'Terms', isRequired: true };
const news = { id: 'news', text: 'News', isRequired: false };
const digital = { items: [{ kind: 'digital' }], consents: [terms, news] } as const;

describe('what a customer agrees to', () => {
  it.each([
    ['DE', digital, ['terms', 'news', 'withdrawal_waiver']],
    ['NO', digital, ['terms', 'news', 'withdrawal_waiver']],
    ['US', digital, ['terms', 'news']],
    ['DE', { items: [{ kind: 'physical' }] }, []],
  ] as const)('in %s is what the merchant asks, and for digital goods in Europe the waiver', (country, sold, ids) =>
    expect(consentsFor(sold, country, 'Waiver').map(({ id }) => id)).toEqual(ids),
  );

  it('is missing where it is required and not ticked, and recorded where it is', () => {
    const shown = [terms, news];
    expect(missingConsents(shown, {})).toEqual([terms]);
    expect(missingConsents(shown, { [consentField('terms')]: 'no' })).toEqual([terms]);
    expect(missingConsents(shown, { 'consent.terms': 'yes' })).toEqual([]);
    expect(acceptedConsents(shown, { 'consent.news': 'yes', 'consent.other': 'yes' })).toEqual([{ id: 'news', text: 'News' }]);
  });
});
