import { simpleParser } from 'mailparser';
import { type Address, addressList, headerField } from './headers.js';
import type { Mail } from './mailbox.js';

/** The JSON shapes of Mailpit's API v1, so that tools written for it find what they look for.
 *  Source: https://mailpit.axllent.org/docs/api-v1/ */

interface MailpitAddress {
  readonly Name: string;
  readonly Address: string;
}

export interface MailpitSummary {
  readonly ID: string;
  readonly MessageID: string;
  readonly From: MailpitAddress;
  readonly To: readonly MailpitAddress[];
  readonly Subject: string;
  readonly Created: string;
  readonly Size: number;
}

export interface MailpitMessage extends MailpitSummary {
  readonly ReturnPath: string;
  readonly Date: string;
  readonly Text: string;
  readonly HTML: string;
  readonly Attachments: readonly { readonly FileName: string; readonly ContentType: string; readonly Size: number }[];
}

export const summaryOf = (mail: Mail): MailpitSummary => ({
  ID: mail.id,
  MessageID: mail.messageId,
  From: addresses(mail, 'From')[0] ?? { Name: '', Address: mail.sender },
  To: addresses(mail, 'To'),
  Subject: headerField(mail.raw, 'Subject'),
  Created: mail.receivedAt,
  Size: mail.raw.length,
});

/** The whole message; this parses its body. */
export const messageOf = async (mail: Mail): Promise<MailpitMessage> => {
  const parsed = await simpleParser(mail.raw, { skipHtmlToText: true, skipTextToHtml: true });
  return {
    ...summaryOf(mail),
    ReturnPath: mail.sender,
    Date: (parsed.date ?? new Date(mail.receivedAt)).toISOString(),
    Text: parsed.text ?? '',
    HTML: parsed.html || '',
    Attachments: parsed.attachments.map(({ filename = '', contentType, size }) => ({
      FileName: filename,
      ContentType: contentType,
      Size: size,
    })),
  };
};

export interface ListQuery {
  readonly limit: number;
  readonly start: number;
  /** Only messages to this address, when given. */
  readonly recipient?: string | undefined;
}

export const listOf = (mails: readonly Mail[], { limit, start, recipient }: ListQuery) => {
  const matching = recipient === undefined ? mails : mails.filter((mail) => mail.recipients.includes(recipient));
  const page = matching.slice(start, start + limit);
  const counts = { total: mails.length, unread: 0, count: page.length, messages_count: matching.length, messages_unread: 0 };
  return { ...counts, start, tags: [], messages: page.map(summaryOf) };
};

const addresses = (mail: Mail, field: string): readonly MailpitAddress[] =>
  addressList(headerField(mail.raw, field)).map(({ name, address }: Address) => ({ Name: name, Address: address }));
