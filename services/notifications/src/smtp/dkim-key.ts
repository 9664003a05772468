/** What is wrong with how mails are to be signed; undefined where nothing is. A signature of another domain than the sender's says nothing to DMARC.
 *  Source: RFC 8301 §3.2 (keys of 2,048 bits), RFC 7489 §3.1.1 (alignment). */
export const dkimFault = ({ keyType, bits, domain, mailDomain }: DkimFacts): string | undefined => {
  if (keyType !== 'rsa') return 'the key must be an RSA key';
  if (bits < LEAST_BITS) return `the key must have ${LEAST_BITS} bits or more`;
  const isAligned = mailDomain === domain || mailDomain.endsWith(`.${domain}`);
  return isAligned ? undefined : 'the domain must be that of TOLLGATE_MAIL_FROM, or one above it';
};

const LEAST_BITS = 2_048;

export interface DkimFacts {
  readonly keyType: string | undefined;
  readonly bits: number;
  readonly domain: string;
  /** Of the address that mails are from. */
  readonly mailDomain: string;
}
