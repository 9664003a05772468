import { invariant } from '@tollgate/errors';
import { fill } from '../mails/fill.js';
import { escapeHtml, faint, htmlMail } from '../mails/html.js';
import { plainLine } from '../mails/plain-line.js';
import { type MailedPool, poolParts } from '../pool-letters/pool-letter.js';
import { approvalParts, type MailedApproval } from './approval-letter.js';
import { limitsParts, type MailedLimits } from './limits-letter.js';
import { type OperatorChange, type OperatorLanguage, type OperatorWords, operatorWordsOf } from './operator-words.data.js';
import { type MailedReport, reportParts } from './report-letter.js';

export const operatorMailKinds = [
  'invitation',
  'password_reset',
  'security_notice',
  'report',
  'refund_to_approve',
  'refund_decided',
  'email_change',
  'email_change_notice',
  'account_deleted',
  'limits_changed',
  'key_pool',
] as const;
export type OperatorMailKind = (typeof operatorMailKinds)[number];

/** A mail to somebody who works with Tollgate Central, or is asked to. */
export interface OperatorMail {
  readonly kind: OperatorMailKind;
  readonly email: string;
  readonly language: OperatorLanguage;
  /** Where it leads to. */
  readonly link: string;
  /** RFC 3339: when that ends. */
  readonly until: string;
  /** Of an invitation; of a report, too. */
  readonly store: string;
  readonly inviter: string;
  /** Of a notice. */
  readonly change: OperatorChange;
  /** Of a report. */
  readonly report?: MailedReport | undefined;
  /** Of a refund that wants, or wanted, a second person. */
  readonly approval?: MailedApproval | undefined;
  /** Of limits of money that were changed. */
  readonly limits?: MailedLimits | undefined;
  /** Of a pool of license keys that is low, or empty. */
  readonly pool?: MailedPool | undefined;
}

/** What a mail says, in both of its forms. */
export interface OperatorLetter {
  readonly subject: string;
  /** Lines end in \n. */
  readonly text: string;
  readonly html: string;
}

interface Parts {
  readonly title: string;
  readonly says: string;
  readonly button: string;
  readonly until: string;
  readonly last: string;
}

/** In UTC: nobody has told us where they are. */
const timeText = (until: string, language: OperatorLanguage): string =>
  new Intl.DateTimeFormat(language, { dateStyle: 'long', timeStyle: 'short', timeZone: 'UTC' })
    .format(new Date(until))
    .concat(' UTC');

type OwnKind = Exclude<OperatorMailKind, 'report' | 'refund_to_approve' | 'refund_decided' | 'limits_changed' | 'key_pool'>;

const ownPartsOf: Readonly<Record<OwnKind, (mail: OperatorMail, words: OperatorWords, until: string) => Parts>> = {
  invitation: ({ store, inviter }, words, until) => ({
    title: fill(words.invitationTitle, { store }),
    says: fill(words.invitation, { store, inviter }),
    button: words.join,
    until: fill(words.invitationUntil, { until }),
    last: words.ignore,
  }),
  password_reset: (_mail, words, until) => ({
    title: words.resetTitle,
    says: words.reset,
    button: words.choosePassword,
    until: fill(words.resetUntil, { until }),
    last: words.ignore,
  }),
  security_notice: ({ change }, words) => ({
    title: words.noticeTitle,
    says: fill(words.notice, { change: words.changes[change] }),
    button: words.lookAtAccount,
    until: '',
    last: words.notYou,
  }),
  email_change: (_mail, words, until) => ({
    title: words.emailTitle,
    says: words.email,
    button: words.confirmEmail,
    until: fill(words.emailUntil, { until }),
    last: words.ignore,
  }),
  email_change_notice: (_mail, words, until) => ({
    title: words.emailNoticeTitle,
    says: words.emailNotice,
    button: words.stopEmail,
    until: fill(words.stopUntil, { until }),
    last: words.wasYou,
  }),
  account_deleted: (_mail, words) => ({
    title: words.deletedTitle,
    says: words.deleted,
    button: words.open,
    until: '',
    last: words.notYouDeleted,
  }),
};

const partsOf = (mail: OperatorMail, fileName: string): Parts => {
  const { kind, report, approval, limits, pool, language, store } = mail;
  const until = timeText(mail.until, language);
  if (kind === 'report') {
    invariant(report !== undefined, 'a mail with a report says which');
    return reportParts(report, { language, store, fileName });
  }
  if (kind === 'refund_to_approve' || kind === 'refund_decided') {
    invariant(approval !== undefined, 'a mail about an approval says which');
    return approvalParts(approval, { language, store, until });
  }
  if (kind === 'limits_changed') {
    invariant(limits !== undefined, 'a mail about limits says which');
    return limitsParts(limits, { language, store, at: timeText(limits.at, language) });
  }
  if (kind === 'key_pool') {
    invariant(pool !== undefined, 'a mail about a pool says which');
    return poolParts(pool, { language, store, at: timeText(pool.at, language) });
  }
  return ownPartsOf[kind](mail, operatorWordsOf[language], until);
};

/** The mail in its reader's language; with the name of the file that is attached, if one is. What people wrote (names of stores, their own) is one
 *  line, and escaped. */
export const operatorLetter = (mail: OperatorMail, fileName = ''): OperatorLetter => {
  const { language, link } = mail;
  const one = { ...mail, store: plainLine(mail.store), inviter: plainLine(mail.inviter) };
  const { title, says, button, until, last } = partsOf(one, fileName);
  const lines = [says, '', `${button}:`, link, ...(until === '' ? [] : ['', until]), '', last, ''];
  const html = htmlMail(
    { title, language },
    `<p>${escapeHtml(says)}</p>
<p><a href="${escapeHtml(link)}" style="display:inline-block;padding:10px 18px;border-radius:6px;background:#1f5fbf;color:#ffffff;text-decoration:none">${escapeHtml(button)}</a></p>
<p ${faint}>${escapeHtml(link)}</p>
${until === '' ? '' : `<p>${escapeHtml(until)}</p>\n`}<p ${faint}>${escapeHtml(last)}</p>
`,
  );
  return { subject: title, text: lines.join('\n'), html };
};
