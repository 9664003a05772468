import { limitsParts, type MailedLimits } from './limits-letter.js';
import { limitsWordsOf } from './limits-words.data.js';
import type { OperatorLanguage } from './operator-words.data.js';

const limits: MailedLimits = { at: '2026-11-27T18:30:00.000Z', area: 'refunds', person: 'Olga Owner', mode: 'live' };
const parts = (change: Partial<MailedLimits> = {}, language: OperatorLanguage = 'en') =>
  limitsParts({ ...limits, ...change }, { language, store: 'The Corner Bookshop', at: 'November 27, 2026 at 6:30 PM UTC' });

describe('the mail about changed limits of money', () => {
  it('says who changed which, when', () => {
    const { title, says } = parts();
    expect(title).toBe('The Corner Bookshop: the limits of refunds were changed');
    expect(says).toBe(
      'Olga Owner changed the settings that guard refunds of The Corner Bookshop, on November 27, 2026 at 6:30 PM UTC.',
    );
  });

  it('says so of test mode, and of somebody whose name is known no more', () => {
    const { title, says } = parts({ area: 'credits', mode: 'test', person: '' });
    expect(title).toBe('The Corner Bookshop: the limits of credits were changed (test mode)');
    expect(says).toMatch(/^Somebody changed the settings that guard credits/);
  });

  it.each(Object.keys(limitsWordsOf) as OperatorLanguage[])('leaves nothing to fill in in %s', (language) => {
    for (const area of ['refunds', 'credits'] as const)
      expect(Object.values(parts({ area, mode: 'test' }, language)).join('\n')).not.toMatch(/[{}]|undefined/);
  });
});
