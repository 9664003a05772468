import { classify, type MailEndCode, smtpReply } from '../smtp/classify-reply.js';

/** What a report says of the mail's recipient. */
export interface MailEnd {
  readonly code: MailEndCode;
  /** 0 where the report names none. */
  readonly replyCode: number;
  /** The enhanced status code; empty where the report names none. */
  readonly status: string;
}

type Fields = ReadonlyMap<string, string>;

/** The fields of a group, by their names in lower case; a line that begins with a blank goes on with the one before. Source: RFC 5322 §2.2.3. */
const fieldsIn = (group: string): Fields =>
  new Map(
    group
      .replaceAll(/\n[ \t]+/g, ' ')
      .split('\n')
      .flatMap((line): readonly (readonly [string, string])[] => {
        const [, name, value] = /^([!-9;-~]+)[ \t]*:([^\n]*)$/.exec(line) ?? [];
        return name === undefined || value === undefined ? [] : [[name.toLowerCase(), value.trim()]];
      }),
  );

const statusForm = /\b[245]\.\d{1,3}\.\d{1,3}\b/;
/** Says nothing beyond that it failed. */
const isVague = (status: string): boolean => status === '' || status.endsWith('.0.0');

/** Exchange says 5.1.10 of a mailbox that it does not have, which the registry keeps for domains that take no mail at all. */
const isExchangeWithoutMailbox = /RESOLVER\.ADR\.\w*RecipientNotFound/i;

/** `smtp; 550 5.1.1 …`: what the last server answered. Source: RFC 3464 §2.3.6. */
const replyIn = (diagnostic: string) => smtpReply('recipient', /^\s*(?:smtp\s*;)?\s*(\d{3}[ -].*)$/i.exec(diagnostic)?.[1] ?? '');

/** One spelling of an address: servers fold case, and write a domain beyond ASCII in either form. */
const spelled = (address: string): string => {
  const at = address.lastIndexOf('@');
  const domain = address.slice(at + 1);
  return `${address.slice(0, at + 1)}${URL.parse(`http://${domain}`)?.hostname ?? domain}`.toLowerCase();
};

/** `rfc822; ann@shop.example`; undefined for what is no address of mail. Source: RFC 3464 §2.3.1, §2.3.2. */
const addressIn = (field = ''): string | undefined => {
  const [type, address] = [field.slice(0, field.indexOf(';')), field.slice(field.indexOf(';') + 1).trim()];
  if (type.trim().toLowerCase() !== 'rfc822') return undefined;
  return spelled(address.startsWith('<') && address.endsWith('>') ? address.slice(1, -1) : address);
};

/** Whom a report is about: the mail's recipient; or `handed_on`, somebody to whom their server sent it on; or somebody else altogether, of whom their
 *  server tells who sent it, as where the recipient has it and keeps a copy elsewhere. */
const whomIn = (fields: Fields, recipient: string): 'recipient' | 'handed_on' | 'other' => {
  const [original, final] = [addressIn(fields.get('original-recipient')), addressIn(fields.get('final-recipient'))];
  const own = spelled(recipient);
  if (original !== undefined && original !== own) return 'other';
  if (final === undefined || final === own) return 'recipient';
  return original === own ? 'handed_on' : 'other';
};

const endIn = (fields: Fields): MailEnd => {
  const told = statusForm.exec(fields.get('status') ?? '')?.[0] ?? '';
  const diagnostic = fields.get('diagnostic-code') ?? '';
  const reply = replyIn(diagnostic);
  const status = isVague(told) ? reply.status || told : told;
  // A status that a server on the way gave is as good as an answer; of a reply code alone its words decide.
  const refusal = classify({ ...reply, status, replyCode: reply.replyCode || (status.startsWith('5.') ? 500 : 0) });
  const code = refusal.outcome === 'end' ? refusal.code : 'not_taken';
  return { code: isExchangeWithoutMailbox.test(diagnostic) ? 'mailbox_unknown' : code, replyCode: reply.replyCode, status };
};

/** As long as no report on one recipient is. It comes from whoever reached the port: what is read of it is bounded. */
const MOST_READ = 65_536;

/** How the mail ended that a report (`message/delivery-status`) is about; undefined where it is under way, or was delivered, or where the report is
 *  about another recipient than this one (undefined: they are forgotten). A mail of ours has one recipient. The servers have given up: what is no end
 *  by itself, such as a full mailbox, is `not_taken`; so is what was handed on, as nothing is said of the recipient's own mailbox.
 *  Source: RFC 3464 §2.1, §2.3. */
export const mailEndIn = (report: string, recipient?: string): MailEnd | undefined => {
  const [, ...recipients] = report
    .slice(0, MOST_READ)
    .replaceAll('\r\n', '\n')
    .split(/\n(?:[ \t]*\n)+/)
    .filter((group) => group.trim() !== '');
  for (const fields of recipients.map(fieldsIn)) {
    const whom = recipient === undefined ? 'recipient' : whomIn(fields, recipient);
    if (whom === 'other' || !/^failed\b/i.test(fields.get('action') ?? '')) continue;
    return whom === 'recipient' ? endIn(fields) : { ...endIn(fields), code: 'not_taken' };
  }
  return undefined;
};
