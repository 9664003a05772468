import type { OperatorLanguage } from '../operator-mails/operator-words.data.js';
import { type MailedPool, poolParts } from './pool-letter.js';
import { poolWordsOf } from './pool-words.data.js';

const pool: MailedPool = { at: '2026-11-27T18:30:00.000Z', sku: 'APP-1', left: 12, mode: 'live' };
const parts = (change: Partial<MailedPool> = {}, language: OperatorLanguage = 'en') =>
  poolParts({ ...pool, ...change }, { language, store: 'The Corner Shop', at: 'November 27, 2026 at 6:30 PM UTC' });

describe('the mail about a pool of license keys', () => {
  it('says how many are left, and what happens once there is none', () => {
    const { title, says } = parts();
    expect(title).toBe('The Corner Shop: few license keys of APP-1 are left');
    expect(says).toMatch(/^The pool .* APP-1 came down to 12 on November 27, 2026 .* refused\.$/);
  });

  it('says that orders are refused where none is left, and so of test mode', () => {
    const { title, says } = parts({ left: 0, mode: 'test' });
    expect(title).toBe('The Corner Shop: no license keys of APP-1 are left (test mode)');
    expect(says).toContain('empty since November 27');
  });

  it.each(Object.keys(poolWordsOf) as OperatorLanguage[])('leaves nothing to fill in in %s', (language) => {
    for (const left of [0, 1_200])
      expect(Object.values(parts({ left, mode: 'test' }, language)).join('\n')).not.toMatch(/[{}]|undefined/);
  });
});
