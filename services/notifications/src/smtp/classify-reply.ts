import { refusalOfSender } from './refusal-words.data.js';

/** At which step of a session a server answered, or did not. `tls`: there is no TLS where it is required, or the certificate does not verify. */
export type SmtpStep = 'connect' | 'tls' | 'login' | 'sender' | 'recipient' | 'message';

/** What a mail server answered to a step. */
export interface SmtpReply {
  readonly step: SmtpStep;
  /** Source: RFC 5321 §4.2. 0 where no answer came. */
  readonly replyCode: number;
  /** The enhanced status code, e.g. 5.1.1; empty where the server told none. Source: RFC 3463. */
  readonly status: string;
  /** Its words are about who sends. The words themselves may quote the address: they are not kept. */
  readonly isAboutSender: boolean;
}

/** The enhanced status code in a reply's text, where it stands behind the reply code or, as qmail writes it, in brackets with a `#`. */
const statusIn = (text: string): string =>
  /^\d{3}[ -]([245]\.\d{1,3}\.\d{1,3})\b/.exec(text)?.[1] ?? /\(#([245]\.\d{1,3}\.\d{1,3})\)/.exec(text)?.[1] ?? '';

/** A reply by its text; empty where none came. */
export const smtpReply = (step: SmtpStep, text: string): SmtpReply => ({
  step,
  replyCode: Number(/^\d{3}/.exec(text)?.[0] ?? 0),
  status: statusIn(text),
  isAboutSender: refusalOfSender.test(text),
});

/** Why a mail is given up; the API's own words. `not_taken`: nobody took it for 72 hours. */
export type MailEndCode =
  | 'mailbox_unknown'
  | 'mailbox_disabled'
  | 'domain_unknown'
  | 'address_invalid'
  | 'message_refused'
  | 'not_taken'
  | 'customer_forgotten';

/** Said, or left unsaid, before a recipient was named: of every mail alike. */
export const isOfServer = ({ step }: SmtpReply): boolean => step !== 'recipient' && step !== 'message';

/** Whom a refusal concerns: `us`, who send (an alarm: the operator mends it), the recipient's mailbox alone, or the server. */
export type Concern = 'us' | 'mailbox' | 'server';

/** What follows from a refusal: it passes and is tried again, or it is this mail's end. */
export type Refusal =
  | { readonly outcome: 'later'; readonly concern: Concern }
  | { readonly outcome: 'end'; readonly code: MailEndCode };

const later = (concern: Concern): Refusal => ({ outcome: 'later', concern });
const end = (code: MailEndCode): Refusal => ({ outcome: 'end', code });

/** Permanent failures that say what they are about. Longest first: `5.1.` stands for whatever is not named before it.
 *  Source: RFC 3463 §3, RFC 5248 §2.4 and its registry at IANA, RFC 7504 and RFC 7505 (null MX), RFC 7372 (5.7.20 and on). */
const byStatus: readonly (readonly [prefix: string, refusal: Refusal])[] = [
  ['5.1.7', later('us')], // bad sender's mailbox
  ['5.1.8', later('us')], // bad sender's system
  ['5.1.9', later('us')], // relayed to non-compliant mailer
  ['5.1.10', end('domain_unknown')], // null MX: takes no mail at all
  ['5.1.1', end('mailbox_unknown')],
  ['5.1.2', end('domain_unknown')],
  ['5.1.3', end('address_invalid')],
  ['5.1.', end('mailbox_unknown')], // 5.1.0 other, 5.1.4 ambiguous, 5.1.6 moved
  ['5.2.2', later('mailbox')], // full
  ['5.2.3', end('message_refused')], // longer than the mailbox takes
  ['5.2.', end('mailbox_disabled')],
  ['5.3.4', end('message_refused')], // too big for the system
  ['5.3.', later('server')],
  ['5.4.4', end('domain_unknown')], // no route
  ['5.4.', later('mailbox')], // 5.4.1 is what Exchange says of unknown mailboxes, and of those it does not look up
  ['5.6.7', end('address_invalid')], // a server on the way knows no addresses beyond ASCII (RFC 6531)
  ['5.6.', end('message_refused')],
  ['5.5.', later('us')], // a command it did not like: ours
  ['5.7.', later('us')], // policy: relaying, blocklists, SPF, DKIM, DMARC, reputation
];

/** Without a status: 550 and 553 are said of unknown mailboxes and of us alike, so that the words decide. Source: RFC 5321 §4.2.2, §4.2.3. */
const byCode: Readonly<Record<number, Refusal>> = {
  550: end('mailbox_unknown'),
  551: end('mailbox_unknown'),
  552: later('mailbox'),
  553: end('address_invalid'),
  556: end('domain_unknown'),
};

/** Authentication is wanted, too weak, or failed: at whatever step it is said. Source: RFC 4954 §6. */
const aboutLogin: ReadonlySet<number> = new Set([530, 534, 535, 538]);

const permanentRefusal = (reply: SmtpReply): Refusal => {
  const { step, replyCode, status, isAboutSender } = reply;
  if (isOfServer(reply) || aboutLogin.has(replyCode)) return later('us');
  const known = byStatus.find(([prefix]) => status.startsWith(prefix) && (prefix.endsWith('.') || status === prefix));
  if (known !== undefined) return known[1];
  if (isAboutSender) return later('us');
  // Of a message without a word of why: a filter's, which is about who sends what.
  return (step === 'recipient' ? byCode[replyCode] : undefined) ?? later(replyCode === 552 ? 'mailbox' : 'us');
};

/** What a refusal means. Only an answer that is about this mail for good ends it: whatever concerns us, or may pass, is tried again. */
export const classify = (reply: SmtpReply): Refusal => {
  if (reply.replyCode === 0 && (reply.step === 'tls' || reply.step === 'login')) return later('us');
  if (reply.replyCode >= 500 && reply.replyCode < 600) return permanentRefusal(reply);
  const isMailbox = reply.replyCode === 452 || reply.status.startsWith('4.2.');
  return later(isMailbox && reply.step !== 'connect' ? 'mailbox' : 'server');
};
