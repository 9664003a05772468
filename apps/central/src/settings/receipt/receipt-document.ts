import type { Json } from '../document.js';

export const mailLanguages = ['en', 'de', 'es', 'fr', 'ja'] as const;
export type MailLanguage = (typeof mailLanguages)[number];

/** The area `receipt`. */
export interface ReceiptDocument {
  readonly shopName: string;
  /** SHA-256; empty: none. */
  readonly logo: string;
  /** `#rrggbb` */
  readonly accentColor: string;
  readonly supportEmail: string;
  readonly supportPhone: string;
  readonly supportUrl: string;
  readonly replyTo: string;
  readonly language: MailLanguage;
  readonly texts: Readonly<Partial<Record<MailLanguage, { readonly greeting?: string; readonly closing?: string }>>>;
  readonly footer: string;
  readonly showsTaxLines: boolean;
  readonly showsSku: boolean;
  readonly showsCardDigits: boolean;
}

/** As the API answers it: whole. */
export const receiptIn = (document: Json): ReceiptDocument => document as unknown as ReceiptDocument;

/** Where in the form a problem of a preview stands: `accentColor` of `/settings/accentColor`. */
export const fieldOfProblem = (pointer: string | undefined): string | undefined => /^\/settings\/(\w+)/.exec(pointer ?? '')?.[1];

/** An order's id as it is typed: undefined while it is none yet; empty for a made-up one. */
export const orderTyped = (text: string): string | undefined => {
  const id = text.trim();
  return id === '' || /^ord_[0-9a-f]{32}$/.test(id) ? id : undefined;
};
