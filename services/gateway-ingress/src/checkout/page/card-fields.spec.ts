import { sayIn } from '../texts/page-texts.js';
import { cardHtml, savingConsent } from './card-fields.js';

const view = {
  say: sayIn('en'),
  language: 'en',
  seller: 'The <Shop>',
  values: {},
  errors: new Map<string, string>(),
  savedCards: [{ name: 'saved0', token: 'card_1', brand: 'visa', last4: '1111', expiry: '12/30' }],
  terms: {},
};

describe('what a page offers to pay with', () => {
  it('is the saved card first, and a new one; of the saved one brand, last digits and expiry are told, and nothing else', () => {
    const { text } = cardHtml(view);
    expect(text).toContain('value="saved0" checked><span>Visa •••• 1111</span><b>12/30</b>');
    expect(text).toContain('value="new"><span>Another card</span>');
    expect(text).not.toContain('card_1');
  });

  it('is a new card alone where none is saved', () =>
    expect(cardHtml({ ...view, savedCards: [] }).text).not.toMatch(/payWith|Another card/));

  it('asks whether a card may be kept where the merchant wants to, and in no box that is ticked already', () => {
    const { text } = cardHtml({ ...view, terms: { offerToSaveCard: true } });
    expect(text).toContain('later orders from The &lt;Shop&gt;');
    expect(text).not.toMatch(/consent-save_card"[^>]*checked/);
    expect(savingConsent({ offerToSaveCard: true }, view)).toMatchObject([{ id: 'save_card', isRequired: false }]);
    expect([savingConsent({}, view), cardHtml(view).text.includes('save_card')]).toEqual([[], false]);
  });
});
