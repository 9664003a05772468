import fc from 'fast-check';
import { simpleParser } from 'mailparser';
import { mimeMessage } from './mime-message.js';

/** What people, shops and goods are called: letters of every script, emoji, and no line breaks. */
const name = fc
  .oneof(
    fc.string({ unit: 'grapheme', maxLength: 300 }),
    fc.constantFrom('김철수', 'محمد عبد الله', 'José 🎉 O’Neill', '👨‍👩‍👧‍👦'.repeat(40), 'x'.repeat(2_000), '=?utf-8?Q?x?='),
  )
  .map((text) => text.replace(/[\p{Cc}\p{Zl}\p{Zp}\p{Cs}]/gu, ' '));
const domain = fc
  .array(fc.string({ unit: fc.constantFrom(...'abcdefghijklmnopqrstuvwxyz0123456789-'), minLength: 1, maxLength: 63 }), {
    minLength: 1,
    maxLength: 4,
  })
  .map((labels) => labels.join('.').slice(0, 240));

const mailOf = (subject: string, text: string, at: string) => ({
  from: `receipts@${at}`,
  fromName: subject.slice(0, 100).toWellFormed() || 'Tollgate',
  to: `ann@${at}`,
  subject,
  messageId: `<receipt.${'0'.repeat(32)}.${'1'.repeat(32)}.${'2'.repeat(32)}@${at}>`,
  date: '2026-11-26T12:00:00.000Z',
  text,
  html: `<p>${text}</p>\n`,
});

/** The subject as a mail reader shows it; blanks at its ends and between encoded words are nobody's. */
const bare = (text: string): string => text.replace(/\s+/g, ' ').trim();

describe('a mail, whatever the names in it are', () => {
  it('E3: keeps to the limits of RFC 5322, RFC 2045, RFC 2046 and RFC 2047, and is read as it was written', async () => {
    await fc.assert(
      fc.asyncProperty(name, fc.array(name, { maxLength: 20 }), domain, async (subject, lines, at) => {
        const text = `${lines.join('\n')}\n`;
        const message = mimeMessage(mailOf(subject, text, at));
        const all = message.split('\r\n');
        expect(message.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
        expect(Math.max(...all.map((line) => Buffer.byteLength(line)))).toBeLessThanOrEqual(998);
        for (const line of all) if (/=\?utf-8\?B\?/.test(line)) expect(line.length).toBeLessThanOrEqual(76);
        const boundary = /boundary="(.*)"/.exec(message)?.[1] ?? '';
        expect(boundary).toMatch(/^[\w=.]{1,70}$/);
        expect(all.filter((line) => line.startsWith(`--${boundary}`))).toHaveLength(3);
        const read = await simpleParser(message);
        expect(bare(read.subject ?? '')).toBe(bare(subject));
        expect(read.messageId).toBe(mailOf('', '', at).messageId);
        expect(read.text?.trimEnd()).toBe(text.trimEnd());
        expect(read.html).toBe(`<p>${text}</p>\n`);
      }),
      { numRuns: 150 },
    );
  });
});
