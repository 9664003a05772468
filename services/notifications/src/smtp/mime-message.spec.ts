import { mimeMessage } from './mime-message.js';

const mail = {
  from: 'Tollgate <receipts@tollgate.example>',
  to: 'ann@example.com',
  subject: 'Your receipt',
  messageId: '<receipt.01@tollgate.example>',
  date: '2026-11-23T12:00:00.000Z',
  text: 'Hello,\n\n.\nbye\n',
  html: '<p>Hello</p>\n',
};

describe('mimeMessage', () => {
  it('is text and HTML as alternatives, readable on its way', () =>
    expect(mimeMessage(mail).split('\r\n')).toEqual([
      'From: Tollgate <receipts@tollgate.example>',
      'To: ann@example.com',
      'Subject: Your receipt',
      'Message-ID: <receipt.01@tollgate.example>',
      'Date: Mon, 23 Nov 2026 12:00:00 +0000',
      'MIME-Version: 1.0',
      'Auto-Submitted: auto-generated',
      'Content-Type: multipart/alternative; boundary="=__receipt.01_tollgate.example_"',
      '',
      '--=__receipt.01_tollgate.example_',
      'Content-Type: text/plain; charset=utf-8',
      'Content-Transfer-Encoding: 7bit',
      '',
      'Hello,',
      '',
      '.',
      'bye',
      '',
      '--=__receipt.01_tollgate.example_',
      'Content-Type: text/html; charset=utf-8',
      'Content-Transfer-Encoding: 7bit',
      '',
      '<p>Hello</p>',
      '',
      '--=__receipt.01_tollgate.example_--',
      '',
    ]));

  it('brings files behind the letter, in lines of base64, under a boundary of their own', () => {
    const content = Buffer.from(Array.from({ length: 200 }, (_, index) => index));
    const message = mimeMessage({
      ...mail,
      attachments: [{ name: 'journal.csv', mediaType: 'text/csv; charset=utf-8', content }],
    });
    const [head = '', letter = '', file = '', end] = message.split('--=-_receipt.01_tollgate.example_');
    expect(head).toContain('Content-Type: multipart/mixed; boundary="=-_receipt.01_tollgate.example_"\r\n\r\n');
    expect(letter).toContain('multipart/alternative; boundary="=__receipt.01_tollgate.example_"');
    expect(letter).toContain('--=__receipt.01_tollgate.example_--');
    const [about = '', encoded = ''] = file.split('\r\n\r\n');
    expect(about).toContain('Content-Disposition: attachment; filename="journal.csv"');
    expect(Math.max(...encoded.split('\r\n').map(({ length }) => length))).toBe(76);
    expect(Buffer.from(encoded, 'base64')).toEqual(content);
    expect(end).toBe('--\r\n');
  });

  it('E3: keeps the boundary within 70 characters, however long the mail domain is', () => {
    const long = mimeMessage({ ...mail, messageId: `<receipt.01@${'x'.repeat(200)}.example>` });
    expect(/boundary="(.*)"/.exec(long)?.[1]?.length).toBeLessThanOrEqual(70);
  });

  it('writes a subject beyond ASCII in encoded words', () => {
    const head =
      mimeMessage({ ...mail, subject: 'Ihre Bestellung über 日本 – größer als eine Zeile es erlaubt, viel größer' }).split(
        '\r\n\r\n',
      )[0] ?? '';
    expect(head).toMatch(/^[\t\r\n -~]*$/);
    const encoded = [...head.matchAll(/=\?utf-8\?B\?(.*?)\?=/g)].map(([, word]) => Buffer.from(word ?? '', 'base64').toString());
    expect(encoded.join('')).toBe('Ihre Bestellung über 日本 – größer als eine Zeile es erlaubt, viel größer');
  });

  it('is the same to the byte whenever it is made', () => expect(mimeMessage(mail)).toBe(mimeMessage({ ...mail })));

  it.each([
    ['letters beyond ASCII', 'Grüße, 日本\n'.repeat(30)],
    ['a line of 2,000 characters', 'x'.repeat(2000)],
  ])('carries %s in base64, in short lines', (_, text) => {
    const message = mimeMessage({ ...mail, text });
    expect(message).toContain('Content-Transfer-Encoding: base64\r\n');
    expect(message).toMatch(/^[\t\r\n -~]*$/);
    expect(Math.max(...message.split('\r\n').map((line) => line.length))).toBeLessThanOrEqual(998);
    const encoded = /base64\r\n\r\n([\s\S]*?)\r\n--=/.exec(message)?.[1] ?? '';
    expect(Buffer.from(encoded, 'base64').toString()).toBe(text.replaceAll('\n', '\r\n'));
  });

  it.each(['to', 'subject', 'from', 'messageId'] as const)('S16: throws rather than let a line break into %s', (field) =>
    expect(() => mimeMessage({ ...mail, [field]: 'ann@example.com\r\nBcc: all@example.com' })).toThrow('invariant'),
  );
});
