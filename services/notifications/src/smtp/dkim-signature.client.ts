import DKIM from 'nodemailer/lib/dkim';

/** What mails are signed with, so that their readers' servers know them as the domain's. Source: RFC 6376. */
export interface DkimKey {
  readonly domain: string;
  /** Under which name the domain's records have the public key: `<selector>._domainkey.<domain>`. */
  readonly selector: string;
  /** PEM of an RSA key. */
  readonly privateKey: string;
}

/** The message with its signature in front. The same message and key make the same signature, so that a copy of a mail is the same to the byte.
 *  Throws where the key cannot sign: a mail without the signature that was asked for would be taken for a forgery. */
export const withSignature = async (message: string, { domain, selector, privateKey }: DkimKey): Promise<string> => {
  const dkim = new DKIM({ domainName: domain, keySelector: selector, privateKey });
  const chunks: Buffer[] = [];
  for await (const chunk of dkim.sign(message)) chunks.push(chunk as Buffer);
  const signed = Buffer.concat(chunks).toString('latin1');
  if (!signed.startsWith('DKIM-Signature:')) throw new Error('invariant broken: a mail is signed where there is a key');
  return signed;
};
