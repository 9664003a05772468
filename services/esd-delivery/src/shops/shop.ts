import type { ShopSettings } from './shop.schema.js';

/** Who sold what a page is about. */
export interface Shop {
  readonly name: string;
  /** IANA */
  readonly timeZone: string;
  readonly settings: ShopSettings;
}

/** Where to ask. */
export interface Contact {
  readonly text: string;
  readonly href: string;
}

/** The local part may hold what begins the headers of a mailto address. Source: RFC 6068 §2. */
const mailto = (address: string): string => `mailto:${encodeURIComponent(address).replace('%40', '@')}`;

export const contactsOf = ({ supportEmail, supportPhone, supportUrl }: ShopSettings): readonly Contact[] =>
  [
    { text: supportEmail, href: mailto(supportEmail) },
    { text: supportPhone, href: `tel:${supportPhone.replace(/[^+\d]/g, '')}` },
    { text: supportUrl, href: supportUrl },
  ].filter(({ text }) => text !== '');
