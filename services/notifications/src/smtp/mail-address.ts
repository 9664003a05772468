const maxLength = 254;
/** Dot-atoms on both sides; no quotes, comments, blanks, controls or angle brackets, so that an address is safe in a header and in an SMTP
 *  command as it stands. Source: RFC 5321 §4.1.2 (Mailbox), without quoted local parts and address literals; RFC 6531 beyond ASCII. */
const form = /^[^\s\p{Cc}"(),:;<>@[\\\]]+@[^\s\p{Cc}"(),:;<>@[\\\]]+$/u;

/** Whether mail can be sent to it at all. */
export const isMailAddress = (text: string): boolean => text.length <= maxLength && form.test(text);

export const domainOf = (address: string): string => address.slice(address.lastIndexOf('@') + 1);
