import { type OperatorMail, operatorLetter, operatorMailKinds } from './operator-letter.js';
import { type OperatorLanguage, operatorChanges, operatorWordsOf } from './operator-words.data.js';

const languages = Object.keys(operatorWordsOf) as readonly OperatorLanguage[];
const mail: OperatorMail = {
  kind: 'invitation',
  email: 'ann@example.com',
  language: 'en',
  link: 'https://pay.example/central/invitation/abc',
  until: '2026-11-30T08:30:00.000Z',
  store: 'The Corner Bookshop',
  inviter: 'Olga Owner',
  change: 'totp_added',
  report: {
    dueAt: '2026-11-30T07:00:00.000Z',
    file: {
      merchant: 'mer_demo',
      mode: 'live',
      format: 'csv',
      from: '2026-11-29',
      to: '2026-11-29',
      timeZone: 'UTC',
      currency: '',
      report: '',
      language: '',
    },
    problem: '',
  },
  approval: {
    at: '2026-11-30T07:00:00.000Z',
    amount: '13.00 USD',
    order: 'ord_01890a5dac96774bbcceb302099a8057',
    person: 'Sam Support',
    decision: '',
    mode: 'live',
  },
  limits: { at: '2026-11-30T07:00:00.000Z', area: 'refunds', person: 'Olga Owner', mode: 'live' },
  pool: { at: '2026-11-30T07:00:00.000Z', sku: 'APP-1', left: 3, mode: 'live' },
};

describe('a mail to somebody who works with Central', () => {
  it('invites by name, and says until when', () => {
    const { subject, text, html } = operatorLetter(mail);
    expect(subject).toBe('You are invited to The Corner Bookshop');
    expect(text).toContain('Olga Owner asks you to work for The Corner Bookshop');
    expect(text).toContain('November 30, 2026');
    expect(text).toContain('UTC');
    expect(html).toContain('href="https://pay.example/central/invitation/abc"');
  });

  it.each(languages.flatMap((language) => operatorMailKinds.map((kind) => [language, kind] as const)))(
    'in %s, %s: has its link in both forms, and nothing that was not filled in',
    (language, kind) => {
      const { subject, text, html } = operatorLetter({ ...mail, language, kind });
      for (const form of [text, html]) {
        expect(form).toContain(mail.link);
        expect(form).not.toMatch(/\{\w+\}|undefined/);
      }
      expect(subject).not.toMatch(/\{|undefined/);
      expect(html).toContain(`<html lang="${language}">`);
    },
  );

  it.each(operatorChanges)('tells in every language that %s', (change) => {
    const told = languages.map((language) => operatorLetter({ ...mail, kind: 'security_notice', language, change }).text);
    expect(new Set(told).size).toBe(languages.length);
  });

  it('S16: shows what people wrote as text: no markup, and no line of its own', () => {
    const store = '<img src=x onerror=alert(1)>\r\nBcc: all@example.com';
    const { subject, html } = operatorLetter({ ...mail, store });
    expect(subject).not.toMatch(/[\r\n]/);
    expect(html).not.toContain('<img');
  });
});
