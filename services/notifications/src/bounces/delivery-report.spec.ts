import { exchangeStatus, postfixStatus } from '../testing/delivery-reports.js';
import { mailEndIn } from './delivery-report.js';

const report = (...fields: readonly string[]): string => ['Reporting-MTA: dns; mx.example', '', ...fields, ''].join('\n');
const failed = (status: string, diagnostic = ''): string =>
  report('Action: failed', `Status: ${status}`, ...(diagnostic === '' ? [] : [`Diagnostic-Code: ${diagnostic}`]));

describe('a report of a mail that came back', () => {
  it('is read as Postfix writes it', () =>
    expect(mailEndIn(postfixStatus)).toEqual({ code: 'mailbox_unknown', replyCode: 550, status: '5.1.1' }));

  it('is read as Exchange writes it', () =>
    expect(mailEndIn(exchangeStatus)).toEqual({ code: 'mailbox_unknown', replyCode: 550, status: '5.1.10' }));

  it.each([
    [failed('5.1.1'), 'mailbox_unknown', 0, '5.1.1'],
    [failed('5.1.1 (bad destination mailbox address)'), 'mailbox_unknown', 0, '5.1.1'],
    [failed('5.0.0', 'smtp; 550 5.2.1 mailbox disabled'), 'mailbox_disabled', 550, '5.2.1'],
    [failed('5.0.0', 'smtp; 550 no such user here'), 'mailbox_unknown', 550, '5.0.0'],
    [failed('5.0.0', 'X-Unix; 67'), 'not_taken', 0, '5.0.0'],
    [failed('5.2.2', 'smtp; 552 5.2.2 mailbox full'), 'not_taken', 552, '5.2.2'],
    [failed('4.4.7'), 'not_taken', 0, '4.4.7'],
    [failed('4.4.1', 'smtp; 451 4.3.0 later'), 'not_taken', 451, '4.4.1'],
    [failed('5.1.10', 'smtp; 556 5.1.10 takes no mail'), 'domain_unknown', 556, '5.1.10'],
    [failed('nonsense'), 'not_taken', 0, ''],
    [report('Action: failed\r', 'Status \t:5.1.1 \t\r'), 'mailbox_unknown', 0, '5.1.1'],
  ] as const)('%j is the end by %s', (text, code, replyCode, status) =>
    expect(mailEndIn(text)).toEqual({ code, replyCode, status }),
  );

  it.each([
    ['that is delayed', report('Action: delayed', 'Status: 4.4.1')],
    ['that was delivered', report('Action: delivered', 'Status: 2.1.5')],
    ['of no recipient', 'Action: failed\nStatus: 5.1.1\n'],
    ['that is none', ''],
    ['of blanks that end in a lone carriage return', report(`Action:${' '.repeat(60_000)}\r.`)],
    ['of blanks that end in a line separator', report(`Action:${' '.repeat(60_000)}\u2028`)],
    ['longer than any report is', report(`X-Text: ${'x'.repeat(70_000)}`, '', 'Action: failed')],
    ['of hostile lines', `:\n\n${'Action: '.repeat(10_000)}\n\n\u0000`],
  ])('tells of no end where it is one %s', (_what, text) => expect(mailEndIn(text)).toBeUndefined());

  const of = (original: string | undefined, final: string | undefined) =>
    mailEndIn(
      report(
        ...(original === undefined ? [] : [`Original-Recipient: ${original}`]),
        ...(final === undefined ? [] : [`Final-Recipient: ${final}`]),
        'Action: failed',
        'Status: 5.1.1',
      ),
      'Ann@Bücher.example',
    )?.code;
  const ann = 'rfc822; ann@xn--bcher-kva.EXAMPLE';

  it.each([
    ['mailbox_unknown', 'that names the recipient as another server spells them', ann, 'RFC822;<ann@bücher.example>'],
    ['mailbox_unknown', 'that names nobody', undefined, undefined],
    ['mailbox_unknown', 'that names them by no address of mail', 'x400; /S=ann', 'unknown'],
    ['not_taken', 'of whom their server handed it on to', ann, 'rfc822; ann@elsewhere.example'],
    [undefined, 'of a copy that they keep elsewhere', undefined, 'rfc822; copy@elsewhere.example'],
    [undefined, 'of somebody else’s mail', 'rfc822; kim@bücher.example', ann],
  ])('is the end by %s where it is one %s', (code, _what, original, final) => expect(of(original, final)).toBe(code));

  it('is about the recipient that failed', () =>
    expect(mailEndIn(report('Action: relayed', '', 'Action: failed', 'Status: 5.1.2'))?.code).toBe('domain_unknown'));
});
