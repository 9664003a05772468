import { ids, soundEvidence } from './testing/sound-evidence.ts';
import { first, rulesOf, type Tampered, withData, withHeader, without, withoutLast } from './testing/tampering.ts';

const tampered: readonly Tampered[] = [
  [
    'a file is granted without its payment',
    /^I10: file 0 was granted without the payment/,
    (e) => withHeader(e, 'DownloadsGranted', { causation: 'authorization' }),
  ],
  [
    'what was paid for is not granted',
    /^I10: line 1 was paid for, and not granted/,
    (e) => withData(e, 'DownloadsGranted', { entitlements: [] }),
  ],
  [
    'half a file counts as whole',
    /^I10: file 0 is recorded complete, and its customer has only a part/,
    (e) => ({ ...e, files: first(e.files, { hasAll: false }) }),
  ],
  ['access is closed too early', /^I10: access is closed, and file 0 was never fetched/, (e) => without(e, 'DownloadCompleted')],
  [
    'access is closed while a new link is open',
    /^I10: access is closed, and file 0 was never fetched/,
    (e) => withoutLast(e, 'DownloadCompleted'),
  ],
  ['access stays open', /^I10: the customer has everything, and access is open/, (e) => withoutLast(e, 'DownloadAccessClosed')],
  [
    'what came by an older link counts for a new one',
    /^I10: file 0 is recorded complete, and its customer has only a part/,
    (e) => ({ ...e, files: e.files.map((file) => ({ ...file, hasAll: file.generation === 1 })) }),
  ],
  [
    'what was issued anew is recorded complete too often',
    /^I10: file 0 is recorded complete 2 times/,
    (e) => ({ ...e, events: [...e.events, ...e.events.filter(({ headerText }) => headerText.includes('"DownloadCompleted"'))] }),
  ],
  [
    'a download begins by a link that nobody opened',
    /^I10: file 0 is recorded as begun by link 3, which nobody opened/,
    (e) => withData(e, 'DownloadStarted', { generation: 3 }),
  ],
  [
    'a customer is turned away',
    /^I10: the customer was turned away/,
    (e) => ({ ...e, files: first(e.files, { refusals: [{ code: 'already_downloaded', hadAll: false }] }) }),
  ],
  ['a customer never gets their file', /^I10: the customer never got file 0/, (e) => ({ ...e, files: [] })],
  ['a receipt is missing', /^I11: the receipt for .* is missing/, (e) => without(e, 'MailSent')],
  [
    'a mail is recorded that nobody took',
    /^I11: a receipt is recorded as sent, and the mail server never took it/,
    (e) => ({ ...e, mails: e.mails.slice(1) }),
  ],
  [
    'a mail is sent twice for no reason',
    /^I11: there are more copies of the receipt <sale>/,
    (e) => ({ ...e, mails: [...e.mails, ...e.mails.slice(0, 1)] }),
  ],
  ['a mail that was asked for is missing', /^I11: the receipt for .* is missing/, (e) => withoutLast(e, 'MailSent', ids.sale)],
  [
    'a mail goes to another address than the merchant named',
    /^I11: <again> went to one@example.com/,
    (e) => ({
      ...e,
      mails: e.mails.map((mail) => (mail.messageId === '<again>' ? { ...mail, recipient: 'one@example.com' } : mail)),
    }),
  ],
  [
    'a mail goes to somebody who was declined',
    /^I11: <sale> went to somebody who paid nothing/,
    (e) => ({ ...e, mails: first(e.mails, { recipient: 'three@example.com' }) }),
  ],
  [
    'a receipt tells of nothing',
    /^I11: a receipt was sent, and nothing of the kind/,
    (e) => withData(e, 'MailSent', { operation: 'another' }),
  ],
];

describe('the auditor, of downloads and mails,', () => {
  it.each(tampered)('notices where %s', (_what, expected, tamper) =>
    expect(rulesOf(tamper(soundEvidence()))).toEqual(expect.arrayContaining([expect.stringMatching(expected)])),
  );
});
