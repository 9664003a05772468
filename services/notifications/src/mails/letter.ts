import { toPublicId } from '@tollgate/contracts';
import type { Order } from '@tollgate/order';
import type { ReceiptSettings } from '../settings/receipt.schema.js';
import { fill } from './fill.js';
import { type Words, wordsOf } from './languages.data.js';
import { plainLine } from './plain-line.js';
import { brandNames } from './show.js';

/** What every mail about an order has: the words of its language, whom it is from, and whether it was a test. Nothing in it is escaped yet. */
export interface Letter {
  readonly words: Words;
  readonly language: string;
  /** `ord_…` */
  readonly order: string;
  /** The merchant's own order number, by which a customer finds the order in their shop; empty where there is none. */
  readonly reference: string;
  readonly seller: string;
  /** `#rrggbb` */
  readonly accent: string;
  /** Undefined: the seller's name stands in its place. */
  readonly logo: ShownLogo | undefined;
  /** Empty when the customer gave none. */
  readonly customerName: string;
  /** `Visa ending in 1111` */
  readonly card: string;
  /** Where to ask; none: at the seller. */
  readonly contacts: readonly Contact[];
  /** What the merchant wrote, in lines; empty where they wrote nothing. */
  readonly greeting: string;
  readonly closing: string;
  readonly footer: string;
  /** Empty for a live order. */
  readonly testNote: string;
}

/** An image as a mail shows it. */
export interface ShownLogo {
  /** `cid:…`, or the image itself as `data:…` */
  readonly source: string;
  /** Pixels, as shown. */
  readonly width: number;
  readonly height: number;
}

export interface Contact {
  readonly text: string;
  readonly href: string;
}

/** The part of an order's personal data that is printed. */
export interface Customer {
  readonly email: string;
  readonly name?: string;
  readonly shippingAddress?: { readonly name?: string; readonly line1?: string; readonly line2?: string; readonly city?: string };
}

const cardOf = ({ placed: { card } }: Order, words: Words, { showsCardDigits }: ReceiptSettings): string => {
  const brand = brandNames[card?.brand ?? ''] ?? words.card;
  return card === undefined || !showsCardDigits ? brand : fill(words.cardEnding, { brand, last4: card.last4 });
};

/** The local part may hold what begins the headers of a mailto address. Source: RFC 6068 §2. */
const mailto = (address: string): string => `mailto:${encodeURIComponent(address).replace('%40', '@')}`;

const contactsOf = ({ supportEmail, supportPhone, supportUrl }: ReceiptSettings): readonly Contact[] =>
  [
    { text: supportEmail, href: mailto(supportEmail) },
    { text: supportPhone, href: `tel:${supportPhone.replace(/[^+\d]/g, '')}` },
    { text: supportUrl, href: supportUrl },
  ].filter(({ text }) => text !== '');

export interface LetterParts {
  readonly order: Order;
  readonly customer: Customer;
  readonly settings: ReceiptSettings;
  readonly logo?: ShownLogo | undefined;
}

/** The letter of a mail to an order's customer. */
export const letterTo = ({ order, customer, settings, logo }: LetterParts): Letter => {
  const words = wordsOf[settings.language];
  const { greeting = '', closing = '' } = settings.texts[settings.language] ?? {};
  return {
    words,
    language: settings.language,
    order: toPublicId('ord', order.id),
    reference: order.placed.reference,
    seller: settings.shopName === '' ? order.merchant : settings.shopName,
    accent: settings.accentColor,
    logo,
    customerName: customer.name ?? '',
    card: cardOf(order, words, settings),
    contacts: contactsOf(settings),
    greeting,
    closing,
    footer: settings.footer,
    testNote: order.mode === 'test' ? words.test : '',
  };
};

/** Whom a mail is from, as its reader sees it, and where an answer goes; undefined: to nobody who reads it. */
export interface Sender {
  readonly fromName: string;
  readonly replyTo: string | undefined;
}

export const senderOf = ({ shopName, replyTo, supportEmail }: ReceiptSettings): Sender => ({
  fromName: plainLine(shopName) || 'Tollgate',
  replyTo: replyTo || supportEmail || undefined,
});
