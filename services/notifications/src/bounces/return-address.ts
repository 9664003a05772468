import { lookupHmac } from '@tollgate/crypto';
import type { MailSubject } from '../mails/mail-record.js';

type Key = Parameters<typeof lookupHmac>[0];

const markDigits = 24;

/** 96 bits that only we can compute: which mail of its order came back. */
export const markOf = (key: Key, order: string, { kind, operation, request }: MailSubject): string =>
  lookupHmac(key, order, { kind: 'returned-mail', value: `${kind} ${operation} ${request}` }).slice(0, markDigits);

/** Where a mail goes that cannot be delivered: an address of its own, so that the report tells which it was, and nobody makes one up.
 *  59 of the 64 octets that a local part may have (RFC 5321 §4.5.3.1.1), in letters that stay what they are where a server folds case. */
export const returnAddress = (key: Key, order: string, { subject, domain }: Returned): string =>
  `b.${order.replaceAll('-', '')}.${markOf(key, order, subject)}@${domain}`;

interface Returned {
  readonly subject: MailSubject;
  readonly domain: string;
}

/** What a return address of ours says. */
export interface ReturnedTo {
  /** uuid */
  readonly order: string;
  readonly mark: string;
}

const form = /^b\.([0-9a-f]{8})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{12})\.([0-9a-f]{24})@(.+)$/;

/** Undefined for any other address. Whether the mark is right shows with the order. */
export const readReturnAddress = (address: string, domain: string): ReturnedTo | undefined => {
  const parts = form.exec(address.toLowerCase());
  if (parts === null || parts[7] !== domain.toLowerCase()) return undefined;
  return { order: parts.slice(1, 6).join('-'), mark: parts[6] ?? '' };
};
