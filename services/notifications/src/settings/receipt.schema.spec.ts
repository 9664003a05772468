import { parseSettings } from '@tollgate/settings';
import { defaultReceipt } from './receipt.schema.js';
import { receiptArea } from './receipt-settings.repository.js';

const parsed = (document: object) => parseSettings(receiptArea, JSON.stringify(document));
const fieldOf = (document: object): string | undefined => {
  try {
    parsed(document);
    return undefined;
  } catch (error) {
    return (error as { field?: string }).field;
  }
};

describe('what a merchant’s mails look like', () => {
  it('is as it was where a document of an earlier release says nothing of it', () => {
    const earlier = { shopName: 'The Book Shop', supportEmail: '', supportUrl: '', language: 'de' };
    expect(parsed(earlier)).toEqual({ ...defaultReceipt, ...earlier });
  });

  it.each([
    ['a color that cannot be read on white', { accentColor: '#ffcc00' }, '/accentColor'],
    ['a color by name', { accentColor: 'red' }, '/accentColor'],
    ['a color that ends the attribute', { accentColor: '#000000" onload="' }, '/accentColor'],
    ['a logo by address', { logo: 'https://x.example/logo.png' }, '/logo'],
    ['a shop’s name of two lines', { shopName: 'Shop\r\nBcc: all@example.com' }, '/shopName'],
    ['an answer to two addresses', { replyTo: 'a@b.example, c@d.example' }, '/replyTo'],
    ['a support page that runs', { supportUrl: 'javascript:hit()' }, '/supportUrl'],
    ['texts in an unknown language', { texts: { xx: { greeting: '' } } }, '/texts/xx'],
    ['a greeting that never ends', { texts: { en: { greeting: 'x'.repeat(1_001) } } }, '/texts/en/greeting'],
    ['a footer that rings', { footer: '\u0007' }, '/footer'],
    ['a choice that is none', { showsSku: 'yes' }, '/showsSku'],
  ])('is refused with its place: %s', (_, document, field) => expect(fieldOf(document)).toBe(field));

  it('says how far a color is from being read', () =>
    expect(() => parsed({ accentColor: '#ffcc00' })).toThrow(/contrast is 1\.5\d, and 4\.5 is needed|invalid_settings/));

  it('takes lines as every system ends them', () => expect(parsed({ footer: 'one\r\ntwo' }).footer).toBe('one\ntwo'));
});
