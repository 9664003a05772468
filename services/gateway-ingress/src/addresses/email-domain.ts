import { normalEmail } from './normal-email.js';

const domainForm = /^(?=.{1,253}$)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?)+$/;

/** What stands in addresses of pages or people, of which the parser would take the domain alone. */
const isAddress = /[/?#\\:@%]/;

/** A domain in its one normal form: small letters, and those beyond ASCII as the name system has them. Undefined for what is none.
 *  Source: RFC 5891. */
export const normalDomain = (text: string): string | undefined => {
  const host = isAddress.test(text) ? '' : (URL.parse(`http://${text.trim()}`)?.hostname ?? '');
  return domainForm.test(host) ? host : undefined;
};

/** The domain of an e-mail address in its one normal form; empty where it has none. */
export const emailDomain = (email: string): string => normalDomain(normalEmail(email).split('@').at(-1) ?? '') ?? '';
