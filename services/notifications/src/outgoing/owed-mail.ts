import type { MailSubject, Sent } from '../mails/mail-record.js';
import { isOfServer, type SmtpReply } from '../smtp/classify-reply.js';

/** A mail that nobody took yet, as it lies among the due work. Nothing of it tells whom it is for. */
export interface OwedMail extends MailSubject {
  /** uuid */
  readonly order: string;
  /** uuid of the event that calls for it. */
  readonly event: string;
  /** What succeeds or fails together with it: a keyed HMAC of the recipient's domain. */
  readonly lane: string;
  /** How often a server was asked. */
  readonly tries: number;
  /** RFC 3339: since when it is tried. */
  readonly since: string;
  /** RFC 3339: the last try; empty before the first. */
  readonly lastAt: string;
  /** What was answered to it; 0 and empty where nothing was. */
  readonly replyCode: number;
  readonly status: string;
  /** A server was given all of it once, and never answered: the next try may be a copy. */
  readonly mayBeTaken?: true;
}

/** What follows from a try: another one, or the end. */
export type NextStep = { readonly step: 'later'; readonly owed: OwedMail } | { readonly step: 'end'; readonly sent: Sent };

const hourMs = 3_600_000;
/** So long a mail is tried that a server refuses. Source: RFC 5321 §4.5.4.1, which asks for four to five days of a mail server; customers have
 *  their goods by then, and the merchant can send it again. */
export const TRIED_FOR_MS = 72 * hourMs;

/** Whether a mail was tried for long enough. */
export const isOverdue = ({ since }: OwedMail, now: Date): boolean => now.getTime() - Date.parse(since) >= TRIED_FOR_MS;

/** Whether an event that comes again leaves a mail to its time. Not where it was put off by a clock that ran ahead: its time may be days away. */
export const waitsItsTurn = ({ owed, dueAt }: { readonly owed: OwedMail; readonly dueAt: Date }, now: Date): boolean =>
  dueAt > now && Date.parse(owed.lastAt || owed.since) <= now.getTime();

/** What becomes of a mail after a try that was not taken, or when its domain is left alone for what it answered to others. One to whose
 *  recipient no server has answered anything is tried for ever: a mail server that is away, or refuses our login, for four days must not cost
 *  a receipt. One that was sent in full and never answered is not: each of its tries may be a copy. */
export const afterTry = (owed: OwedMail, reply: SmtpReply, now: Date): NextStep => {
  const { step, replyCode, status } = reply;
  const isUnanswered = step === 'message' && replyCode === 0;
  if (isOverdue(owed, now) && !isOfServer(reply) && (replyCode > 0 || isUnanswered))
    return { step: 'end', sent: { outcome: 'refused', code: 'not_taken', replyCode, status } };
  const next = { ...owed, tries: owed.tries + 1, lastAt: now.toISOString(), replyCode, status };
  return { step: 'later', owed: isUnanswered ? { ...next, mayBeTaken: true } : next };
};
