import { approvalParts, type MailedApproval } from './approval-letter.js';
import { type OperatorLanguage, operatorWordsOf } from './operator-words.data.js';

const languages = Object.keys(operatorWordsOf) as readonly OperatorLanguage[];
const approval: MailedApproval = {
  at: '2026-11-30T07:00:00.000Z',
  amount: '13.00 USD',
  order: 'ord_1',
  person: 'Sam Support',
  decision: '',
  mode: 'live',
};
const parts = (more: Partial<MailedApproval> = {}, language: OperatorLanguage = 'en') =>
  approvalParts({ ...approval, ...more }, { language, store: 'The Corner Bookshop', until: 'tomorrow' });

describe('a mail about a refund that wants a second person', () => {
  it('asks for a decision: who wants to give back how much of which order, and until when', () => {
    const { title, says, until } = parts();
    expect(title).toBe('The Corner Bookshop: a refund waits for a second person');
    expect(says).toContain('Sam Support asks to give back 13.00 USD of order ord_1');
    expect(until).toContain('tomorrow');
  });

  it('tells who asked what was decided, and by whom', () => {
    expect(parts({ decision: 'approve', person: 'Olga' }).says).toContain('Olga approved that 13.00 USD of order ord_1');
    expect(parts({ decision: 'reject', person: 'Olga' })).toMatchObject({
      title: 'The Corner Bookshop: your refund was rejected',
      says: 'Olga rejected that 13.00 USD of order ord_1 is given back. Nothing went back.',
      until: '',
    });
  });

  it('says so where an API key asked, or it is test mode', () => {
    expect(parts({ person: '' }).says).toMatch(/^An API key asks/);
    expect(parts({ mode: 'test' }).title).toMatch(/\(test mode\)$/);
  });

  it('keeps a name in its line, whatever somebody calls themselves', () =>
    expect(parts({ person: 'Sam\r\nOlga approved it' }).says).not.toMatch(/[\r\n]/));

  it.each(['', 'approve', 'reject'] as const)('has words of its own in every language: decision “%s”', (decision) => {
    const all = languages.map((language) => Object.values(parts({ decision }, language)).join('\n'));
    expect(new Set(all).size).toBe(languages.length);
    for (const text of all) expect(text).not.toMatch(/\{\w+\}|undefined/);
  });
});
