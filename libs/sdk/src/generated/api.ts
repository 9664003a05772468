// Made by `npm run generate` of the merchant API's OpenAPI document.

/** A value of a path or query. */
export type Text = string | number;

/** RFC 9457 */
export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  /** Stable: what programs go by */
  readonly code: string;
  readonly detail?: string | undefined;
  /** JSON pointer into the body, or the name of a parameter or header */
  readonly field?: string | undefined;
  readonly requestId: string;
  readonly errors?: readonly {
    readonly code: string;
    readonly field: string;
    readonly detail?: string | undefined;
  }[] | undefined;
}

export interface Address {
  readonly name?: string | undefined;
  readonly line1?: string | undefined;
  readonly line2?: string | undefined;
  readonly city?: string | undefined;
  /** ISO 3166-2 without the country, or the region’s name; where the country has regions */
  readonly region?: string | undefined;
  /** Where the country’s addresses have one */
  readonly postalCode?: string | undefined;
  /** ISO 3166-1 alpha-2. A territory of the United States may also be a region of US */
  readonly country: string;
}

export interface NewMail {
  /** The receipt of a capture, or the note of a refund or of a credit; the receipt unless given */
  readonly kind?: 'receipt' | 'refund' | 'credit' | undefined;
  /** The capture, refund or credit that it tells of; the latest unless given */
  readonly operation?: string | undefined;
  /** Another address than the customer’s own; kept sealed, and used for this mail alone */
  readonly to?: string | undefined;
}

export interface Mail {
  readonly id: string;
  readonly order: string;
  /** `receipt`, `refund`, `credit`, `links`: new download links, or `update`: newer versions of files */
  readonly kind: string;
  /** The capture, refund, credit, re-issue (`rei_…`) or notice of an update (`upn_…`) that it tells of */
  readonly operation: string;
  /** The customer’s own address, or one that you named */
  readonly recipient: 'customer' | 'other';
  /** Pending until a mail server took it; failed with `code`: ask for another */
  readonly status: 'pending' | 'sent' | 'failed';
  readonly createdAt: string;
  readonly settledAt: string | null;
  /** Why it failed: `mailbox_unknown`, `mailbox_disabled`, `domain_unknown`, `address_invalid`, `message_refused`, `not_taken`
   *  (for 72 hours), `customer_forgotten` */
  readonly code: string | null;
  /** The SMTP reply code of the last try */
  readonly replyCode: number | null;
  /** The enhanced status code of the last try */
  readonly smtpStatus: string | null;
  /** How often it was tried in vain, where it is pending and the mail server was asked already */
  readonly tries: number | null;
  readonly nextTryAt: string | null;
}

export interface Download {
  readonly sku: string;
  readonly fileName: string;
  /** Bytes. Null, as is `sha256`, of a file with a stamp: its buyer gets a copy of their own, which is made after the order is
   *  answered. The page, `Content-Length` and `Repr-Digest` of `fileUrl` tell both once it is there. */
  readonly size: number | null;
  readonly sha256: string | null;
  /** A page for the customer, with a button; the file itself is at `fileUrl`. Good for one complete download. Whoever has it
   *  can download: keep it secret. */
  readonly url: string;
  /** The bytes of the file, for programs: one complete download by it and `url` together. A part is asked for by Range, and
   *  one that broke off goes on so. 503 with Retry-After (`being_prepared`) while a buyer’s own copy is made. As secret as
   *  `url`. */
  readonly fileUrl: string;
  readonly expiresAt: string;
}

export interface LicenseKey {
  /** What the key is called where it is not shown */
  readonly id: string;
  readonly sku: string;
  /** The order’s item, from 1 */
  readonly line: number;
  /** For the customer alone: keep it secret */
  readonly key: string;
  /** The customer’s page with the keys of this item */
  readonly url: string;
}

export interface TaxLine {
  readonly jurisdiction: string;
  readonly name: string;
  readonly rate: string;
  /** Minor units */
  readonly taxable: number;
  /** Minor units */
  readonly amount: number;
}

export interface Order {
  readonly id: string;
  readonly status: 'pending' | 'review' | 'approved' | 'declined' | 'rejected' | 'voided' | 'expired' | 'refunded' | 'partially_refunded' | 'credited';
  /** `credit`: money to a card without a sale before it */
  readonly type: 'sale' | 'preauth' | 'credit';
  readonly currency: string;
  /** Your own order number */
  readonly reference: string | null;
  readonly createdAt: string;
  /** Shipping, tax and total are null until the order is priced. Of a credit the total is what it is to give */
  readonly amounts: {
    /** Minor units */
    readonly subtotal: number;
    readonly shipping: number | null;
    readonly tax: number | null;
    readonly total: number | null;
    /** Minor units */
    readonly captured: number;
    /** Minor units */
    readonly refunded: number;
    /** Of a credit alone: what was given to the card */
    readonly credited?: number | undefined;
  };
  readonly taxLines: readonly TaxLine[];
  readonly fraud: {
    readonly decision: 'accept' | 'review' | 'reject';
    readonly score: number;
    readonly reasons: readonly string[];
    /** The id of the first order, where this one repeats it */
    readonly duplicateOf?: string | undefined;
  } | null;
  readonly payment: {
    readonly status: 'none' | 'authorized' | 'captured' | 'partially_captured' | 'declined' | 'voided' | 'expired' | 'refunded' | 'partially_refunded' | 'credited';
    readonly brand: string;
    readonly last4: string;
    readonly authorizationCode: string | null;
    readonly avs: string | null;
    readonly cvc: string | null;
  };
  /** One for each file of a digital item, whatever its quantity */
  readonly downloads: readonly Download[];
  /** One for each piece of an item that is sold with license keys; all of them, also once the links to their page have ended */
  readonly licenseKeys: readonly LicenseKey[];
}

export interface OrderDetail {
  readonly id: string;
  readonly status: 'pending' | 'review' | 'approved' | 'declined' | 'rejected' | 'voided' | 'expired' | 'refunded' | 'partially_refunded' | 'credited';
  /** `credit`: money to a card without a sale before it */
  readonly type: 'sale' | 'preauth' | 'credit';
  readonly currency: string;
  /** Your own order number */
  readonly reference: string | null;
  readonly createdAt: string;
  /** Shipping, tax and total are null until the order is priced. Of a credit the total is what it is to give */
  readonly amounts: {
    /** Minor units */
    readonly subtotal: number;
    readonly shipping: number | null;
    readonly tax: number | null;
    readonly total: number | null;
    /** Minor units */
    readonly captured: number;
    /** Minor units */
    readonly refunded: number;
    /** Of a credit alone: what was given to the card */
    readonly credited?: number | undefined;
  };
  readonly taxLines: readonly TaxLine[];
  readonly fraud: {
    readonly decision: 'accept' | 'review' | 'reject';
    readonly score: number;
    readonly reasons: readonly string[];
    /** The id of the first order, where this one repeats it */
    readonly duplicateOf?: string | undefined;
  } | null;
  readonly payment: {
    readonly status: 'none' | 'authorized' | 'captured' | 'partially_captured' | 'declined' | 'voided' | 'expired' | 'refunded' | 'partially_refunded' | 'credited';
    readonly brand: string;
    readonly last4: string;
    readonly authorizationCode: string | null;
    readonly avs: string | null;
    readonly cvc: string | null;
  };
  /** One for each file of a digital item, whatever its quantity */
  readonly downloads: readonly Download[];
  /** One for each piece of an item that is sold with license keys; all of them, also once the links to their page have ended */
  readonly licenseKeys: readonly LicenseKey[];
  readonly items: readonly {
    readonly sku: string;
    readonly description: string;
    readonly kind: 'digital' | 'physical';
    readonly quantity: number;
    /** Minor units */
    readonly unitAmount: number;
    readonly weightGrams?: number | undefined;
  }[];
  readonly shippingMethod: string | null;
  /** Null once the customer was forgotten. Of a credit the address may be empty */
  readonly customer: {
    readonly email: string;
    readonly name?: string | undefined;
    readonly phone?: string | undefined;
    readonly ipAddress?: string | undefined;
  } | null;
  /** Once the customer was forgotten, without name, lines and city */
  readonly billingAddress: {
    /** Of a shipping address: who takes the parcel */
    readonly name?: string | undefined;
    readonly line1?: string | undefined;
    readonly line2?: string | undefined;
    readonly city?: string | undefined;
    readonly region: string;
    readonly postalCode: string;
    readonly country: string;
  } | null;
  /** Once the customer was forgotten, without name, lines and city */
  readonly shippingAddress: {
    /** Of a shipping address: who takes the parcel */
    readonly name?: string | undefined;
    readonly line1?: string | undefined;
    readonly line2?: string | undefined;
    readonly city?: string | undefined;
    readonly region: string;
    readonly postalCode: string;
    readonly country: string;
  } | null;
  readonly metadata: Readonly<Record<string, string>>;
  /** What the customer agreed to on the payment page, in the words that they read */
  readonly consents?: readonly {
    readonly id: string;
    readonly text: string;
  }[] | undefined;
  /** Of a credit alone: what it is for */
  readonly description?: string | undefined;
  /** What the customer was told by mail; how pending ones stand: `…/mails` */
  readonly mails: readonly Mail[];
}

export interface OrderProblem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  /** Stable: what programs go by */
  readonly code: string;
  readonly detail?: string | undefined;
  /** JSON pointer into the body, or the name of a parameter or header */
  readonly field?: string | undefined;
  readonly requestId: string;
  readonly errors?: readonly {
    readonly code: string;
    readonly field: string;
    readonly detail?: string | undefined;
  }[] | undefined;
  /** The order that was declined, rejected or could not be priced; the first one that has the reference, or gave the same
   *  credit */
  readonly order?: Order | undefined;
}

export interface Card {
  /** 12 to 19 digits */
  readonly number: string;
  readonly expiryMonth: number;
  readonly expiryYear: number;
  /** Kept in memory only, until the issuer has answered */
  readonly cvc?: string | undefined;
}

export interface NewCardToken {
  readonly card: Card;
  /** What the issuer’s address check compares when the card is used */
  readonly billingAddress?: Address | undefined;
  /** The customer agreed that you keep the card for later orders: the networks require it */
  readonly consent: true;
}

export interface CardToken {
  /** Send it as payment.token */
  readonly id: string;
  readonly brand: string;
  readonly last4: string;
  readonly expiryMonth: number;
  readonly expiryYear: number;
  readonly createdAt: string;
}

export interface GoodRequest {
  readonly kind: 'digital' | 'physical';
  readonly description?: string | undefined;
  /** Which version of its files links serve: `pinned`, the one of the moment of the order, or `latest`, the newest one when
   *  the download begins; what has begun goes on with its own */
  readonly delivery?: 'pinned' | 'latest' | undefined;
}

export interface File {
  readonly name: string;
  /** Bytes */
  readonly size: number;
  readonly sha256: string;
}

export interface StampRequest {
  /** What is written on each buyer’s copy, with {name}, {email}, {order} and {date} */
  readonly text: string;
  /** Which pages of a PDF bear it; an EPUB gets a page of its own, at the beginning (`first`) or at the end */
  readonly pages?: 'all' | 'first' | 'last' | undefined;
}

export interface FileVersion {
  readonly name: string;
  /** Bytes */
  readonly size: number;
  readonly sha256: string;
  /** From 1, of its name: what replaces a file is its next version */
  readonly version: number | null;
  readonly addedAt: string | null;
  /** Where each buyer gets a copy of their own: what is written on it. `size` and `sha256` are those of what was uploaded */
  readonly stamp: {
    /** What is written on each buyer’s copy, with {name}, {email}, {order} and {date} */
    readonly text: string;
    /** Which pages of a PDF bear it; an EPUB gets a page of its own, at the beginning (`first`) or at the end */
    readonly pages: 'all' | 'first' | 'last';
  } | null;
}

export interface StampState {
  readonly file: FileVersion;
  /** Copies that are still to be made */
  readonly waiting: number;
  /** Copies that lie ready: they are removed once they are fetched, refunded or out of time */
  readonly ready: number;
  /** Copies that could not be made: their buyers get nothing until their links are issued anew */
  readonly failed: number;
  /** The newest of these */
  readonly failures: readonly {
    readonly order: string;
    readonly code: string;
    readonly failedAt: string;
  }[];
}

export interface Good {
  readonly sku: string;
  readonly kind: 'digital' | 'physical';
  readonly description: string;
  /** Which version of its files links serve: `pinned`, the one of the moment of the order, or `latest`, the newest one when
   *  the download begins; what has begun goes on with its own */
  readonly delivery: 'pinned' | 'latest';
  readonly files: readonly FileVersion[];
  /** Where it is sold with license keys: see `…/license-keys` */
  readonly licenseKeys: {
    readonly kind: 'pool' | 'pattern' | 'signed';
    readonly activations: number;
  } | null;
}

export interface DownloadPages {
  readonly data: readonly {
    /** Of the file */
    readonly name: string;
    /** A whole document, whose links lead nowhere */
    readonly html: string;
  }[];
}

export interface GoodList {
  readonly data: readonly Good[];
  readonly nextCursor: string | null;
}

export interface FileVersionList {
  readonly data: readonly FileVersion[];
  readonly nextCursor: string | null;
}

export interface LicenseKeysRequest {
  /** `pool`: keys that you upload; `pattern`: drawn at random; `signed`: signed (Ed25519), so that your program verifies them
   *  offline */
  readonly kind: 'pool' | 'pattern' | 'signed';
  /** Of the kind `pattern`: each X is drawn from 31 letters and digits that are not taken for one another */
  readonly pattern?: string | undefined;
  /** Takes a pattern of less than 80 random bits (17 X), and at least 40 */
  readonly allowShort?: boolean | undefined;
  /** On how many devices each key may be activated; 0: on any number */
  readonly activations?: number | undefined;
  /** Of a pool: with so many keys left it is low, which Central shows; 0: it never is */
  readonly lowMark?: number | undefined;
}

export interface NewLicenseKeys {
  /** At most 10,000 keys, as a list or as a text with one in each line; each has up to 200 characters */
  readonly keys: readonly string[] | string;
}

/** Exactly one of keys and all */
export interface RemovedLicenseKeys {
  /** At most 10,000 keys, as a list or as a text with one in each line; each has up to 200 characters */
  readonly keys?: readonly string[] | string | undefined;
  /** All that no order has */
  readonly all?: true | undefined;
}

export interface LicenseKeys {
  readonly kind: 'pool' | 'pattern' | 'signed';
  readonly pattern: string | null;
  readonly activations: number;
  readonly lowMark: number;
  /** Of a pool: keys that no order has */
  readonly left: number | null;
  /** Kept for orders that are not paid yet */
  readonly reserved: number;
  readonly issued: number;
  readonly revoked: number;
  /** Devices that its keys are activated on */
  readonly activated: number;
  /** Devices that the keys that were sold may be activated on in all; 0: one of them on any number, or none was sold */
  readonly places: number;
  /** Of the kind `signed`: the Ed25519 public key of this good and mode, 32 bytes in base64url */
  readonly publicKey: string | null;
}

export interface AddedLicenseKeys {
  readonly added: number;
  /** Passed over: you have them already, of this good or another one, or they came twice */
  readonly duplicates: number;
  readonly kind: 'pool' | 'pattern' | 'signed';
  readonly pattern: string | null;
  readonly activations: number;
  readonly lowMark: number;
  /** Of a pool: keys that no order has */
  readonly left: number | null;
  /** Kept for orders that are not paid yet */
  readonly reserved: number;
  readonly issued: number;
  readonly revoked: number;
  /** Devices that its keys are activated on */
  readonly activated: number;
  /** Devices that the keys that were sold may be activated on in all; 0: one of them on any number, or none was sold */
  readonly places: number;
  /** Of the kind `signed`: the Ed25519 public key of this good and mode, 32 bytes in base64url */
  readonly publicKey: string | null;
}

export interface TakenOutLicenseKeys {
  readonly takenOut: number;
  /** Of the keys that you listed: those that stay, as an order has them, or they are another good’s */
  readonly kept: readonly string[];
  readonly kind: 'pool' | 'pattern' | 'signed';
  readonly pattern: string | null;
  readonly activations: number;
  readonly lowMark: number;
  /** Of a pool: keys that no order has */
  readonly left: number | null;
  /** Kept for orders that are not paid yet */
  readonly reserved: number;
  readonly issued: number;
  readonly revoked: number;
  /** Devices that its keys are activated on */
  readonly activated: number;
  /** Devices that the keys that were sold may be activated on in all; 0: one of them on any number, or none was sold */
  readonly places: number;
  /** Of the kind `signed`: the Ed25519 public key of this good and mode, 32 bytes in base64url */
  readonly publicKey: string | null;
}

export interface LicenseKeyActivation {
  /** The license key as the customer has it */
  readonly key: string;
  /** What your program calls the device, always the same; only a fingerprint of it is kept */
  readonly device: string;
  /** Who asks your server, such as their address: after 10 keys within 10 minutes that you never sold, this client is answered
   *  429 until these are over. Without it 600 such keys within 10 minutes are the most, of all your customers together. Only a
   *  fingerprint of it is kept */
  readonly client?: string | undefined;
}

export interface LicenseKeyCheck {
  /** The license key as the customer has it */
  readonly key: string;
  /** What your program calls the device, always the same; only a fingerprint of it is kept */
  readonly device?: string | undefined;
  /** Who asks your server, such as their address: after 10 keys within 10 minutes that you never sold, this client is answered
   *  429 until these are over. Without it 600 such keys within 10 minutes are the most, of all your customers together. Only a
   *  fingerprint of it is kept */
  readonly client?: string | undefined;
}

export interface LicenseKeyUse {
  readonly sku: string;
  readonly order: string;
  /** `revoked`: its item was refunded */
  readonly status: 'issued' | 'revoked';
  /** On how many devices it may be activated; 0: on any number */
  readonly activations: number;
  /** On how many devices it is */
  readonly activated: number;
  /** The device that was named is one of them */
  readonly isActivated: boolean;
}

export interface LicenseKeyActivations {
  readonly sku: string;
  readonly order: string;
  /** `revoked`: its item was refunded */
  readonly status: 'issued' | 'revoked';
  /** On how many devices it may be activated; 0: on any number */
  readonly activations: number;
  /** On how many devices it is */
  readonly activated: number;
  /** The device that was named is one of them */
  readonly isActivated: boolean;
  /** The newest first, 1,000 at most */
  readonly devices: readonly {
    /** A fingerprint of what your program calls the device */
    readonly id: string;
    readonly activatedAt: string;
  }[];
}

export interface Item {
  /** Letters, digits, dot, underscore, hyphen */
  readonly sku: string;
  readonly description?: string | undefined;
  readonly kind: 'digital' | 'physical';
  /** Of a digital item, the number of licenses: whatever the quantity, its files are granted once, each as one download access */
  readonly quantity: number;
  /** In minor units of the currency: 1999 is 19.99 US dollars */
  readonly unitAmount: number;
  readonly weightGrams?: number | undefined;
}

export interface QuoteRequest {
  /** ISO 4217 */
  readonly currency: string;
  readonly items: readonly Item[];
  /** One of the merchant’s methods; left out, the first that goes to the address. By default there are `ground` and `express` */
  readonly shippingMethod?: string | undefined;
  readonly billingAddress: Address;
  /** Required where an item is physical */
  readonly shippingAddress?: Address | undefined;
}

export interface Quote {
  readonly currency: string;
  readonly shippingMethod: string | null;
  readonly amounts: {
    /** Minor units */
    readonly subtotal: number;
    /** Minor units */
    readonly shipping: number;
    /** Minor units */
    readonly tax: number;
    /** Minor units */
    readonly total: number;
  };
  readonly taxLines: readonly TaxLine[];
}

export interface OrderRequest {
  readonly type: 'sale' | 'preauth';
  /** ISO 4217 */
  readonly currency: string;
  readonly items: readonly Item[];
  /** One of the merchant’s methods; left out, the first that goes to the address. By default there are `ground` and `express` */
  readonly shippingMethod?: string | undefined;
  readonly billingAddress: Address;
  /** Required where an item is physical */
  readonly shippingAddress?: Address | undefined;
  readonly customer: {
    readonly email: string;
    readonly name?: string | undefined;
    /** As people write it; without a country’s prefix it is one of the billing country */
    readonly phone?: string | undefined;
    /** The customer’s, IPv4 or IPv6 */
    readonly ipAddress?: string | undefined;
  };
  /** A `card` or the `token` of a saved one; may be left out where the total is 0 */
  readonly payment?: {
    readonly card?: Card | undefined;
    /** A saved card, instead of `card` */
    readonly token?: string | undefined;
  } | undefined;
  /** What your customer was shown, shipping and tax included. An order that comes to another total is refused (422
   *  `total_changed`, with the order inside) before anything is charged */
  readonly expectedTotal?: number | undefined;
  /** Your own order number; unique among the orders that ask for it by `referenceIsUnique` */
  readonly reference?: string | undefined;
  /** Refuse a second order with this `reference` among the orders that ask for it, unless the first one ended without money
   *  (declined, rejected, voided, expired). An order that does not ask for it may have the same reference, before and after */
  readonly referenceIsUnique?: boolean | undefined;
  /** At most 50 entries of your own; shown to you, and to nobody else */
  readonly metadata?: Readonly<Record<string, string>> | undefined;
}

/** The area as a whole; what is left out is at its default */
export type SettingsDocument = Readonly<Record<string, unknown>>;

export interface Settings {
  readonly area: 'fraud' | 'tax' | 'shipping' | 'receipt' | 'delivery' | 'processors' | 'refunds' | 'credits';
  /** Also the entity tag; 0 for the defaults. Events of orders name the version they went by */
  readonly version: number;
  /** Null for the defaults */
  readonly changedAt: string | null;
  readonly document: SettingsDocument;
}

/** An area as it was set at a time, in force until the next version */
export interface SettingsVersion {
  /** `evt_…` */
  readonly id: string;
  readonly version: number;
  readonly changedAt: string;
  /** The API key (`key_…`) or person (`usr_…`) who set it */
  readonly by: string | null;
  readonly document: SettingsDocument;
}

export interface SettingsVersionList {
  readonly data: readonly SettingsVersion[];
  readonly nextCursor: string | null;
}

export interface CheckoutSessionRequest {
  readonly type?: 'sale' | 'preauth' | undefined;
  /** ISO 4217 */
  readonly currency: string;
  readonly items: readonly Item[];
  /** Your own order number, which the order gets */
  readonly reference?: string | undefined;
  /** As with `POST /v1/orders`: refuses a session whose `reference` an order has that was paid or may yet be, and places no
   *  order beside one that came since */
  readonly referenceIsUnique?: boolean | undefined;
  /** What you know of the customer already: it stands in the page’s fields, and can be changed there */
  readonly customer?: {
    readonly email?: string | undefined;
    readonly name?: string | undefined;
    /** As people write it; without a country’s prefix it is one of the billing country */
    readonly phone?: string | undefined;
  } | undefined;
  /** Tokens of saved cards (`/v1/card-tokens`) of this very customer, who may pay with one of them. Whoever has the page’s
   *  address sees their brand, last four digits and expiry: name them only where the customer has signed in at your shop */
  readonly savedCards?: readonly string[] | undefined;
  /** Asks the customer whether their card may be kept. Where they agree and pay with it, the session tells its token
   *  (`savedCard`) */
  readonly offerToSaveCard?: boolean | undefined;
  readonly billingAddress?: Address | undefined;
  readonly shippingAddress?: Address | undefined;
  /** The page’s language; left out, it goes by the browser’s */
  readonly locale?: 'en' | 'de' | 'es' | 'fr' | 'ja' | undefined;
  /** https, without a user name; http for this machine alone, in test mode */
  readonly successUrl: string;
  /** https, without a user name; http for this machine alone, in test mode */
  readonly cancelUrl: string;
  /** Whose pages may have the payment within them, by `/pay/fields.js`: https, http for this machine alone, in test mode. Left
   *  out, none may */
  readonly embedOrigins?: readonly string[] | undefined;
  readonly expiresInMinutes?: number | undefined;
  /** Boxes that the customer ticks. What was ticked stands in the order, in the words that were read */
  readonly consents?: readonly {
    readonly id: string;
    readonly text: string;
    readonly isRequired: boolean;
  }[] | undefined;
  /** At most 50 entries of your own; shown to you, and to nobody else */
  readonly metadata?: Readonly<Record<string, string>> | undefined;
}

export interface CheckoutSession {
  readonly id: string;
  /** `processing`: an order was placed whose outcome is not there yet, or which is held for review. `canceled`: by `…/expire`.
   *  A session whose order was declined is open again */
  readonly status: 'open' | 'processing' | 'paid' | 'expired' | 'canceled';
  /** Where the customer pays, or sees what was paid. Whoever knows it may: send it to nobody else */
  readonly url: string;
  readonly mode: 'test' | 'live';
  readonly type: 'sale' | 'preauth';
  readonly currency: string;
  readonly reference: string | null;
  /** The order that was placed; null before, and where none of them was approved */
  readonly order: string | null;
  /** How its order stands now, as at the order itself: a session stays `paid` when that was refunded or voided */
  readonly orderStatus: string | null;
  readonly amounts: {
    /** Minor units */
    readonly subtotal: number;
    /** Minor units */
    readonly shipping: number;
    /** Minor units */
    readonly tax: number;
    /** Minor units */
    readonly total: number;
  } | null;
  /** The card that was paid with and that the customer agreed to have kept: send its `id` as `payment.token`. It is good for
   *  that a moment after the session is `paid`: where an order is refused with `unknown_card` until then, send it again */
  readonly savedCard: {
    readonly id: string;
    readonly brand: string;
    readonly last4: string;
  } | null;
  readonly successUrl: string;
  readonly cancelUrl: string;
  readonly locale: string | null;
  readonly metadata: Readonly<Record<string, string>>;
  readonly expiresAt: string;
  readonly createdAt: string;
}

/** Exactly one of card, email, emailDomain, ip, network, country and sku */
export interface NewFraudListEntry {
  readonly card?: {
    /** 12 to 19 digits */
    readonly number: string;
  } | undefined;
  readonly email?: string | undefined;
  /** What follows the @, exactly */
  readonly emailDomain?: string | undefined;
  /** An address; of IPv6 its whole /64 */
  readonly ip?: string | undefined;
  /** A /24 of IPv4 or a /48 of IPv6 */
  readonly network?: string | undefined;
  /** ISO 3166-1 alpha-2, of either address */
  readonly country?: string | undefined;
  /** Letters, digits, dot, underscore, hyphen */
  readonly sku?: string | undefined;
  /** For those who look at the list later */
  readonly reason?: string | undefined;
  /** Listed until then; for ever unless given */
  readonly expiresAt?: string | undefined;
}

export interface NewOrderBlock {
  /** Its card */
  readonly card?: boolean | undefined;
  /** Its e-mail address */
  readonly email?: boolean | undefined;
  /** The customer’s IP address */
  readonly ip?: boolean | undefined;
  /** For those who look at the list later */
  readonly reason?: string | undefined;
}

export interface FraudListEntry {
  readonly id: string;
  readonly list: 'block' | 'allow' | 'lockout';
  readonly kind: 'card' | 'email' | 'email_domain' | 'ip' | 'network' | 'country' | 'sku';
  /** As it may be shown: cards, e-mail and IP addresses in part. Null once the customer was forgotten */
  readonly value: string | null;
  readonly reason: string | null;
  /** The order that it was taken from */
  readonly order: string | null;
  /** The API key (`key_…`) or person (`usr_…`) who listed it; null for a lockout */
  readonly by: string | null;
  readonly createdAt: string;
  readonly expiresAt: string | null;
}

export interface OrderBlock {
  readonly data: readonly FraudListEntry[];
}

export interface FraudListEntryList {
  readonly data: readonly FraudListEntry[];
  readonly nextCursor: string | null;
}

export interface Sales {
  readonly from: string;
  readonly to: string;
  readonly timeZone: string;
  readonly data: readonly {
    readonly day: string;
    readonly currency: string;
    readonly orderCount: number;
    /** Minor units */
    readonly captured: number;
    /** Minor units */
    readonly tax: number;
    /** Minor units */
    readonly shipping: number;
    readonly refundCount: number;
    /** Given back on this day; tax and shipping are parts of it */
    readonly refunded: number;
    /** Minor units */
    readonly refundedTax: number;
    /** Minor units */
    readonly refundedShipping: number;
  }[];
}

export interface CreditRequest {
  /** Minor units, at least 1 */
  readonly amount: number;
  /** ISO 4217 */
  readonly currency: string;
  /** What it is for; told to the customer */
  readonly description: string;
  readonly customer?: {
    /** Where the customer is told; nobody is where it is left out */
    readonly email?: string | undefined;
    readonly name?: string | undefined;
  } | undefined;
  readonly billingAddress?: Address | undefined;
  /** A `card` or the `token` of a saved one */
  readonly payment: {
    readonly card?: Card | undefined;
    /** A saved card, instead of `card` */
    readonly token?: string | undefined;
  };
  /** Your own order number */
  readonly reference?: string | undefined;
  /** At most 50 entries of your own; shown to you, and to nobody else */
  readonly metadata?: Readonly<Record<string, string>> | undefined;
  /** Give it although the same card got the same amount within the last 24 hours */
  readonly allowDuplicate?: boolean | undefined;
}

export interface Customer {
  readonly id: string;
  readonly email: string | null;
  /** As the newest order has it */
  readonly name: string | null;
  readonly firstOrderAt: string | null;
  readonly lastOrderAt: string | null;
  readonly orderCount: number;
  /** They have older orders than the 250 that are counted here; all can be paged through */
  readonly hasMore: boolean;
  readonly totals: readonly {
    readonly currency: string;
    readonly captured: number;
    readonly refunded: number;
  }[];
  /** Things that they may still download */
  readonly openDownloads: number;
}

export interface CustomerOrderList {
  readonly data: readonly OrderDetail[];
  readonly nextCursor: string | null;
}

export interface CustomerDetail {
  readonly id: string;
  readonly email: string | null;
  /** As the newest order has it */
  readonly name: string | null;
  readonly firstOrderAt: string | null;
  readonly lastOrderAt: string | null;
  readonly orderCount: number;
  /** They have older orders than the 250 that are counted here; all can be paged through */
  readonly hasMore: boolean;
  readonly totals: readonly {
    readonly currency: string;
    readonly captured: number;
    readonly refunded: number;
  }[];
  /** Things that they may still download */
  readonly openDownloads: number;
  readonly orders: CustomerOrderList;
}

export interface ForgetCustomer {
  /** The customer’s e-mail address, so that nobody else is forgotten */
  readonly confirm: string;
}

export interface DeletionCertificateEntry {
  /** uuid of the event that recorded it */
  readonly id: string;
  readonly customer: string;
  readonly forgottenAt: string;
  /** The API key (`key_…`) or person (`usr_…`) */
  readonly by: string;
  readonly mode: 'test' | 'live';
  /** Whose keys were deleted, oldest first */
  readonly orders: readonly string[];
  /** Where the order event log has it; `tollgate verify` recomputes the hash */
  readonly record: {
    readonly event: string;
    readonly subject: string;
    readonly stream: string;
    readonly version: number;
    readonly hash: string;
  };
  /** The certificate, to print or to send on */
  readonly text: string;
  /** SHA-256 of `text` in UTF-8 */
  readonly checksum: string;
}

export interface DeletionCertificate {
  /** uuid of the event that recorded it */
  readonly id: string;
  readonly customer: string;
  readonly forgottenAt: string;
  /** The API key (`key_…`) or person (`usr_…`) */
  readonly by: string;
  readonly mode: 'test' | 'live';
  /** Whose keys were deleted, oldest first */
  readonly orders: readonly string[];
  /** Where the order event log has it; `tollgate verify` recomputes the hash */
  readonly record: {
    readonly event: string;
    readonly subject: string;
    readonly stream: string;
    readonly version: number;
    readonly hash: string;
  };
  /** The certificate, to print or to send on */
  readonly text: string;
  /** SHA-256 of `text` in UTF-8 */
  readonly checksum: string;
  /** Orders of this customer that are still kept: those that were placed since, or that one request was too few for */
  readonly ordersLeft: number;
}

export interface OrdersUnderWayProblem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  /** Stable: what programs go by */
  readonly code: string;
  readonly detail?: string | undefined;
  /** JSON pointer into the body, or the name of a parameter or header */
  readonly field?: string | undefined;
  readonly requestId: string;
  readonly errors?: readonly {
    readonly code: string;
    readonly field: string;
    readonly detail?: string | undefined;
  }[] | undefined;
  /** The first hundred orders that are under way, each with what is */
  readonly orders?: readonly {
    readonly id: string;
    readonly reasons: readonly ('payment_pending' | 'amount_held' | 'downloads_open' | 'mail_due')[];
  }[] | undefined;
}

export interface CustomerList {
  readonly data: readonly Customer[];
  readonly nextCursor: string | null;
}

export interface DeletionCertificateList {
  readonly data: readonly DeletionCertificateEntry[];
  readonly nextCursor: string | null;
}

export interface CloudEvent {
  readonly specversion: '1.0';
  readonly id: string;
  readonly source: string;
  readonly type: string;
  readonly subject?: string | undefined;
  readonly time: string;
  readonly datacontenttype: 'application/json';
  /** Its place among its order’s events */
  readonly sequence?: string | undefined;
  readonly data: Readonly<Record<string, unknown>>;
}

export interface EventPage {
  readonly data: readonly CloudEvent[];
  /** Where to go on, also where there is nothing more yet */
  readonly nextCursor: string;
  /** There may be more at once, also where this page is empty: it ends after a while of looking */
  readonly hasMore: boolean;
}

export interface MailList {
  readonly data: readonly Mail[];
  readonly nextCursor: string | null;
}

export interface NewNote {
  readonly text: string;
}

export interface Note {
  readonly id: string;
  /** Null once the customer was forgotten */
  readonly text: string | null;
  /** The API key (`key_…`) or person (`usr_…`) who wrote it */
  readonly by: string | null;
  readonly createdAt: string;
}

export interface NoteList {
  readonly data: readonly Note[];
  readonly nextCursor: string | null;
}

/** Of a capture: the parcel that left with it, where you told of one */
export interface Shipment {
  readonly carrier: string;
  readonly trackingNumber: string | null;
  readonly trackingUrl: string | null;
}

export interface Operation {
  readonly id: string;
  readonly order: string;
  readonly kind: 'capture' | 'void' | 'refund';
  /** Pending until the processor has said what came of it; failed with `code`, and nothing moved */
  readonly status: 'pending' | 'succeeded' | 'failed';
  /** Minor units */
  readonly amount: number;
  readonly currency: string;
  readonly createdAt: string;
  readonly settledAt: string | null;
  /** Of a capture: what is left of the authorization is released with it */
  readonly final?: boolean | undefined;
  readonly shipment?: Shipment | undefined;
  readonly reason?: string | null | undefined;
  /** Of a refund: what of the amount falls on which line, counted from 1 */
  readonly lines?: readonly {
    readonly line: number;
    readonly quantity: number;
    /** Minor units */
    readonly goods: number;
    /** Minor units */
    readonly tax: number;
  }[] | undefined;
  /** Minor units */
  readonly shipping?: number | undefined;
  /** Minor units */
  readonly shippingTax?: number | undefined;
  /** Why it failed: stable */
  readonly code?: string | undefined;
  /** The network’s own code, where the processor tells it */
  readonly networkCode?: string | null | undefined;
}

export interface OperationWithOrder {
  readonly id: string;
  readonly order: Order;
  readonly kind: 'capture' | 'void' | 'refund';
  /** Pending until the processor has said what came of it; failed with `code`, and nothing moved */
  readonly status: 'pending' | 'succeeded' | 'failed';
  /** Minor units */
  readonly amount: number;
  readonly currency: string;
  readonly createdAt: string;
  readonly settledAt: string | null;
  /** Of a capture: what is left of the authorization is released with it */
  readonly final?: boolean | undefined;
  readonly shipment?: Shipment | undefined;
  readonly reason?: string | null | undefined;
  /** Of a refund: what of the amount falls on which line, counted from 1 */
  readonly lines?: readonly {
    readonly line: number;
    readonly quantity: number;
    /** Minor units */
    readonly goods: number;
    /** Minor units */
    readonly tax: number;
  }[] | undefined;
  /** Minor units */
  readonly shipping?: number | undefined;
  /** Minor units */
  readonly shippingTax?: number | undefined;
  /** Why it failed: stable */
  readonly code?: string | undefined;
  /** The network’s own code, where the processor tells it */
  readonly networkCode?: string | null | undefined;
}

export interface OperationProblem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  /** Stable: what programs go by */
  readonly code: string;
  readonly detail?: string | undefined;
  /** JSON pointer into the body, or the name of a parameter or header */
  readonly field?: string | undefined;
  readonly requestId: string;
  readonly errors?: readonly {
    readonly code: string;
    readonly field: string;
    readonly detail?: string | undefined;
  }[] | undefined;
  /** The operation that the processor refused */
  readonly operation?: OperationWithOrder | undefined;
}

/** The parcel that this capture charges for: the receipt tells the customer of it */
export interface NewShipment {
  readonly carrier: string;
  /** The carrier’s. One of 13 to 19 digits that reads as a card number is refused with `card_number_in_text`, here and in
   *  `trackingUrl`: leave it out, and lead to the parcel by a `trackingUrl` that names it otherwise */
  readonly trackingNumber?: string | undefined;
  /** https, without a user name and without what reads as a card number */
  readonly trackingUrl?: string | undefined;
}

export interface NewCapture {
  /** Minor units, at least 1; all that is left unless given */
  readonly amount?: number | undefined;
  /** Of the amount; the order’s unless given */
  readonly currency?: string | undefined;
  /** What is left of the authorization is released with this capture */
  readonly final?: boolean | undefined;
  readonly shipment?: NewShipment | undefined;
}

export interface CaptureList {
  readonly data: readonly Operation[];
  readonly nextCursor: string | null;
}

export interface RefundApproval {
  readonly id: string;
  readonly order: string;
  readonly kind: 'refund_approval';
  /** Expired: nobody decided in time, and nothing was given back */
  readonly status: 'waiting' | 'approved' | 'rejected' | 'expired';
  /** Why it could not be approved now, such as `already_refunded`: it is counted by none who look for what to do */
  readonly obstacle: string | null;
  /** Minor units */
  readonly amount: number;
  readonly currency: string;
  /** Whether pieces of items or shipping were asked for, or an amount */
  readonly by: 'items' | 'amount';
  readonly lines: readonly {
    readonly line: number;
    readonly quantity: number;
    /** Minor units */
    readonly goods: number;
    /** Minor units */
    readonly tax: number;
  }[];
  /** Minor units */
  readonly shipping: number;
  /** Minor units */
  readonly shippingTax: number;
  readonly reason: string | null;
  /** What people may give back of an order without a second one; minor units */
  readonly limit: number;
  /** The person (`usr_…`) or API key (`key_…`) who asked; never approves it */
  readonly requestedBy: string | null;
  readonly createdAt: string;
  /** From then on it can no longer be approved */
  readonly until: string;
  readonly resolvedBy: string | null;
  readonly resolvedAt: string | null;
  /** Null, too, once the customer was forgotten */
  readonly note: string | null;
  /** The refund that was asked for when it was approved */
  readonly refund: string | null;
}

export interface RefundApprovalWithOrder {
  readonly id: string;
  readonly order: Order;
  readonly kind: 'refund_approval';
  /** Expired: nobody decided in time, and nothing was given back */
  readonly status: 'waiting' | 'approved' | 'rejected' | 'expired';
  /** Why it could not be approved now, such as `already_refunded`: it is counted by none who look for what to do */
  readonly obstacle: string | null;
  /** Minor units */
  readonly amount: number;
  readonly currency: string;
  /** Whether pieces of items or shipping were asked for, or an amount */
  readonly by: 'items' | 'amount';
  readonly lines: readonly {
    readonly line: number;
    readonly quantity: number;
    /** Minor units */
    readonly goods: number;
    /** Minor units */
    readonly tax: number;
  }[];
  /** Minor units */
  readonly shipping: number;
  /** Minor units */
  readonly shippingTax: number;
  readonly reason: string | null;
  /** What people may give back of an order without a second one; minor units */
  readonly limit: number;
  /** The person (`usr_…`) or API key (`key_…`) who asked; never approves it */
  readonly requestedBy: string | null;
  readonly createdAt: string;
  /** From then on it can no longer be approved */
  readonly until: string;
  readonly resolvedBy: string | null;
  readonly resolvedAt: string | null;
  /** Null, too, once the customer was forgotten */
  readonly note: string | null;
  /** The refund that was asked for when it was approved */
  readonly refund: string | null;
}

export type RefundUnderWay = OperationWithOrder | RefundApprovalWithOrder;

export interface WaitingRefundApproval {
  readonly id: string;
  readonly order: OrderDetail;
  readonly kind: 'refund_approval';
  /** Expired: nobody decided in time, and nothing was given back */
  readonly status: 'waiting' | 'approved' | 'rejected' | 'expired';
  /** Why it could not be approved now, such as `already_refunded`: it is counted by none who look for what to do */
  readonly obstacle: string | null;
  /** Minor units */
  readonly amount: number;
  readonly currency: string;
  /** Whether pieces of items or shipping were asked for, or an amount */
  readonly by: 'items' | 'amount';
  readonly lines: readonly {
    readonly line: number;
    readonly quantity: number;
    /** Minor units */
    readonly goods: number;
    /** Minor units */
    readonly tax: number;
  }[];
  /** Minor units */
  readonly shipping: number;
  /** Minor units */
  readonly shippingTax: number;
  readonly reason: string | null;
  /** What people may give back of an order without a second one; minor units */
  readonly limit: number;
  /** The person (`usr_…`) or API key (`key_…`) who asked; never approves it */
  readonly requestedBy: string | null;
  readonly createdAt: string;
  /** From then on it can no longer be approved */
  readonly until: string;
  readonly resolvedBy: string | null;
  readonly resolvedAt: string | null;
  /** Null, too, once the customer was forgotten */
  readonly note: string | null;
  /** The refund that was asked for when it was approved */
  readonly refund: string | null;
}

export interface RefundApprovalCount {
  readonly waiting: number;
  /** Those that somebody else asked for */
  readonly ofOthers: number;
}

export interface WaitingRefundApprovalList {
  readonly data: readonly WaitingRefundApproval[];
  readonly nextCursor: string | null;
}

export interface RefundApprovalList {
  readonly data: readonly RefundApproval[];
  readonly nextCursor: string | null;
}

export interface NewRefund {
  /** Minor units, at least 1. Everything that is left, unless an amount, lines or shipping are given */
  readonly amount?: number | undefined;
  /** Of the amounts; the order’s unless given */
  readonly currency?: string | undefined;
  /** Pieces of the order’s items; each goes back with its tax, and ends the downloads of what is refunded whole */
  readonly lines?: readonly {
    /** The order’s item, from 1 */
    readonly line: number;
    readonly quantity: number;
  }[] | undefined;
  /** Minor units of the shipping charge; its tax goes back with it */
  readonly shipping?: number | undefined;
  /** Told to the customer */
  readonly reason?: string | undefined;
}

export interface RefundPreview {
  /** Minor units */
  readonly amount: number;
  readonly currency: string;
  readonly lines: readonly {
    readonly line: number;
    readonly quantity: number;
    /** Minor units */
    readonly goods: number;
    /** Minor units */
    readonly tax: number;
  }[];
  /** Minor units */
  readonly shipping: number;
  /** Minor units */
  readonly shippingTax: number;
  /** The goods whose downloads would end */
  readonly revokedSkus: readonly string[];
  /** What could be given back after it */
  readonly left: number;
  /** A second person must approve it first: beyond this limit, and within so many hours. Null: one is enough */
  readonly approval: {
    /** Minor units */
    readonly limit: number;
    readonly hours: number;
  } | null;
}

export interface RefundList {
  readonly data: readonly Operation[];
  readonly nextCursor: string | null;
}

export interface NewVoid {
  readonly reason?: string | undefined;
}

export interface VoidList {
  readonly data: readonly Operation[];
  readonly nextCursor: string | null;
}

export interface Event {
  readonly id: string;
  readonly stream: string;
  readonly version: number;
  readonly type: string;
  readonly occurredAt: string;
  /** The service, and the API key (`key_…`) or person (`usr_…`) who asked for it */
  readonly actor: {
    readonly service: string;
    readonly on?: string | undefined;
  };
  /** W3C trace id; null where the order is not traced */
  readonly traceId: string | null;
  readonly data: Readonly<Record<string, unknown>>;
}

export interface EventList {
  readonly data: readonly Event[];
  readonly nextCursor: string | null;
}

export interface OrderList {
  readonly data: readonly OrderDetail[];
  readonly nextCursor: string | null;
}

export interface UpdateNotice {
  readonly id: string;
  readonly files: readonly {
    readonly name: string;
    /** Bytes */
    readonly size: number;
    readonly sha256: string;
    readonly version: number;
  }[];
  readonly status: 'under_way' | 'done';
  /** Orders of the good that were looked at */
  readonly looked: number;
  /** Those whose customers get a mail by this notice */
  readonly told: number;
  readonly createdAt: string;
  readonly endedAt: string | null;
}

export interface UpdateOwners {
  /** Open orders whose customers would be told now, of the newest 500 of the good */
  readonly owners: number;
  /** There are more than 500 orders: what is older was not counted */
  readonly isMore: boolean;
  /** The one that was begun last */
  readonly notice: UpdateNotice | null;
}

export interface ReceiptDraft {
  readonly settings: SettingsDocument;
  /** Instead of that of the settings */
  readonly language?: 'en' | 'de' | 'es' | 'fr' | 'ja' | undefined;
  /** `receipt` unless given; `links`: new download links */
  readonly kind?: 'receipt' | 'refund' | 'links' | undefined;
  /** An order of yours with a capture, or a refund; left out, a made-up one */
  readonly order?: string | undefined;
}

export interface ReceiptPreview {
  readonly subject: string;
  /** A page of its own; it loads nothing, and its links lead nowhere */
  readonly html: string;
  readonly text: string;
}

export interface Logo {
  readonly sha256: string;
  readonly type: 'image/png' | 'image/jpeg' | 'image/webp';
  /** Pixels */
  readonly width: number;
  readonly height: number;
}

export interface NewReissue {
  /** The items whose downloads get new links; all unless given */
  readonly lines?: readonly number[] | undefined;
  /** Whether the customer gets a mail with the new links; true unless given. False: you hand them on */
  readonly mail?: boolean | undefined;
}

export interface Reissue {
  readonly id: string;
  readonly order: string;
  /** Pending until the links are issued */
  readonly status: 'pending' | 'succeeded';
  readonly createdAt: string;
  /** The new links; empty while pending */
  readonly downloads: readonly Download[];
  /** The keys that have a page of their own, with its new link; empty while pending */
  readonly licenseKeys: readonly LicenseKey[];
}

export interface CustomersReport {
  readonly from: string;
  readonly to: string;
  /** By currency, the largest net first; at most a hundred each */
  readonly data: readonly {
    readonly currency: string;
    /** The newest of theirs in the time; names them to `customer/events` */
    readonly order: string;
    /** `cus_…`; null once they were forgotten */
    readonly id: string | null;
    readonly name: string | null;
    readonly email: string | null;
    /** Their first order was placed in the time */
    readonly isNew: boolean;
    /** Of which money was first taken */
    readonly orders: number;
    /** Minor units */
    readonly captured: number;
    readonly refunds: number;
    /** Minor units */
    readonly refunded: number;
    /** Minor units */
    readonly net: number;
  }[];
  readonly groups: readonly {
    readonly currency: string;
    /** `unknown`: orders without an e-mail address */
    readonly kind: 'new' | 'returning' | 'unknown';
    readonly customers: number;
    /** Of which money was first taken */
    readonly orders: number;
    /** Minor units */
    readonly captured: number;
    readonly refunds: number;
    /** Minor units */
    readonly refunded: number;
    /** Minor units */
    readonly net: number;
  }[];
}

export interface ReportEventList {
  readonly data: readonly {
    readonly id: string;
    readonly type: string;
    readonly order: string;
    /** Your own order number */
    readonly reference: string | null;
    readonly occurredAt: string;
    /** What it adds to the figure: minor units, or a count */
    readonly amount: number;
  }[];
  readonly nextCursor: string | null;
}

export interface Figures {
  /** Orders, by what became of them */
  readonly placed: number;
  readonly approved: number;
  readonly declined: number;
  readonly rejected: number;
  readonly held: number;
  readonly expired: number;
  readonly voided: number;
  /** Complete ones */
  readonly downloads: number;
  /** Orders of which money was first taken */
  readonly sales: number;
  readonly captures: number;
  /** All that was taken; goods, shipping and tax are its parts */
  readonly captured: number;
  /** Minor units */
  readonly goods: number;
  /** Minor units */
  readonly shipping: number;
  /** Minor units */
  readonly tax: number;
  readonly refunds: number;
  /** All that was given back, whenever it was taken */
  readonly refunded: number;
  /** Minor units */
  readonly refundedGoods: number;
  /** Minor units */
  readonly refundedShipping: number;
  /** Minor units */
  readonly refundedTax: number;
  /** Captured less refunded */
  readonly net: number;
}

export interface FiguresReport {
  readonly from: string;
  readonly to: string;
  readonly timeZone: string;
  /** The currencies in which anything happened */
  readonly data: readonly {
    readonly currency: string;
    readonly total: Figures;
    readonly series: readonly {
      readonly label: string;
      readonly begin: string;
      readonly figures: Figures;
    }[];
  }[];
}

export interface SettlementReport {
  readonly from: string;
  readonly to: string;
  readonly timeZone: string;
  readonly data: readonly {
    readonly currency: string;
    /** The hour, day or month of the time zone */
    readonly label: string;
    readonly begin: string;
    /** Empty where nobody was asked, as nothing was to be paid */
    readonly processor: string;
    readonly captures: number;
    /** Minor units */
    readonly captured: number;
    readonly refunds: number;
    /** Minor units */
    readonly refunded: number;
    /** Captured less refunded: what the processor owes of it, before its fees */
    readonly net: number;
  }[];
}

export interface BreakdownReport {
  readonly from: string;
  readonly to: string;
  readonly by: 'product' | 'country' | 'tax' | 'shipping' | 'decline';
  /** There are more rows than the 2,000 that are shown */
  readonly isCut: boolean;
  readonly data: readonly {
    readonly currency: string;
    /** The sku, country of destination, jurisdiction, method of shipping, or the code of the decline */
    readonly key: string;
    /** The name of the tax; the country that a method went to; declined, rejected or held */
    readonly detail: string;
    /** Of a tax */
    readonly rate: string | null;
    readonly orders: number;
    readonly quantity: number;
    /** Minor units */
    readonly total: number;
    /** Minor units */
    readonly captured: number;
    /** Minor units */
    readonly shipping: number;
    /** Minor units */
    readonly taxable: number;
    /** Minor units */
    readonly tax: number;
    readonly refunds: number;
    readonly returnedQuantity: number;
    /** Minor units */
    readonly refunded: number;
    /** Minor units */
    readonly refundedShipping: number;
    /** Minor units */
    readonly refundedTaxable: number;
    /** Minor units */
    readonly refundedTax: number;
    /** Of shipping: the tax on it */
    readonly shippingTax: number;
    /** Minor units */
    readonly refundedShippingTax: number;
  }[];
}

export interface NewReview {
  readonly decision: 'accept' | 'reject';
  /** Kept with the order; the customer is not told */
  readonly note?: string | undefined;
}

export interface Review {
  /** None: the order was never held */
  readonly status: 'none' | 'held' | 'accepted' | 'rejected';
  /** Why it was held */
  readonly reasons: readonly string[];
  /** When a held order that nobody looked at is rejected */
  readonly until: string | null;
  readonly note: string | null;
  /** Nobody looked at it in time */
  readonly overdue: boolean;
}

export interface HeldOrder {
  /** None: the order was never held */
  readonly status: 'none' | 'held' | 'accepted' | 'rejected';
  /** Why it was held */
  readonly reasons: readonly string[];
  /** When a held order that nobody looked at is rejected */
  readonly until: string | null;
  readonly note: string | null;
  /** Nobody looked at it in time */
  readonly overdue: boolean;
  readonly order: OrderDetail;
}

export interface HeldOrderList {
  readonly data: readonly HeldOrder[];
  readonly nextCursor: string | null;
}

export interface StampedCopy {
  readonly order: string;
  readonly sku: string;
  readonly fileName: string;
  readonly status: 'waiting' | 'ready' | 'failed';
  /** Why it could not be made, such as `file_too_complex`; null otherwise */
  readonly code: string | null;
  /** How often its making began */
  readonly tries: number;
  /** Since when it is so */
  readonly changedAt: string;
}

export interface StampedCopyList {
  readonly data: readonly StampedCopy[];
  readonly nextCursor: string | null;
}

export interface StampedCopyRetry {
  readonly order: string;
  /** How many copies are made anew; 0: none had failed, or nobody may fetch them any more */
  readonly retried: number;
}

export interface Upload {
  readonly id: string;
  readonly name: string;
  /** Bytes of the whole file */
  readonly size: number;
  /** Of the whole file, where it was told: it is checked at the end */
  readonly sha256: string | null;
  /** So many bytes are here for good: go on there */
  readonly offset: number;
  /** What has not come by then is given up; each request puts it off */
  readonly expiresAt: string;
  /** The file as it is sold, once all of it came */
  readonly file: File | null;
}

export interface UploadList {
  readonly data: readonly Upload[];
}

export interface NewWebhookEndpoint {
  /** https, to a public address, at port 443 or one that the operator allows */
  readonly url: string;
  /** Types of events, e.g. `PaymentCaptured`; [] is all of them */
  readonly events?: readonly ('OrderPlaced' | 'CreditPlaced' | 'CaptureRequested' | 'VoidRequested' | 'RefundRequested' | 'RefundApprovalRequested' | 'RefundApprovalResolved' | 'MailRequested' | 'DownloadsReissueRequested' | 'NoteAdded' | 'DownloadsGranted' | 'DownloadStarted' | 'DownloadCompleted' | 'DownloadAccessClosed' | 'DownloadAccessRevoked' | 'DownloadsReissued' | 'FraudAssessed' | 'FraudReviewResolved' | 'MailSent' | 'MailFailed' | 'AuthorizationRequested' | 'PaymentAuthorized' | 'PaymentDeclined' | 'AuthorizationUnknown' | 'AuthorizationReversed' | 'AuthorizationExpired' | 'CaptureSubmitted' | 'PaymentCaptured' | 'CaptureFailed' | 'VoidSubmitted' | 'PaymentVoided' | 'VoidFailed' | 'RefundSubmitted' | 'PaymentRefunded' | 'RefundFailed' | 'CreditSubmitted' | 'CreditSettled' | 'CreditDeclined' | 'OrderRejected' | 'OrderPriced' | 'OrderPricingFailed')[] | undefined;
  /** An order’s events one after the other: the next is sent once the one before was taken, or given up. Slower. */
  readonly isOrdered?: boolean | undefined;
  /** By a secret that both know (`whsec_…`, `v1`), or by a key whose public half is enough to verify it (`whpk_…`, `v1a`) */
  readonly signature?: 'hmac' | 'ed25519' | undefined;
  readonly description?: '' | string | undefined;
  readonly isEnabled?: boolean | undefined;
}

export interface WebhookEndpointChange {
  /** https, to a public address, at port 443 or one that the operator allows */
  readonly url?: string | undefined;
  /** Types of events, e.g. `PaymentCaptured`; [] is all of them */
  readonly events?: readonly ('OrderPlaced' | 'CreditPlaced' | 'CaptureRequested' | 'VoidRequested' | 'RefundRequested' | 'RefundApprovalRequested' | 'RefundApprovalResolved' | 'MailRequested' | 'DownloadsReissueRequested' | 'NoteAdded' | 'DownloadsGranted' | 'DownloadStarted' | 'DownloadCompleted' | 'DownloadAccessClosed' | 'DownloadAccessRevoked' | 'DownloadsReissued' | 'FraudAssessed' | 'FraudReviewResolved' | 'MailSent' | 'MailFailed' | 'AuthorizationRequested' | 'PaymentAuthorized' | 'PaymentDeclined' | 'AuthorizationUnknown' | 'AuthorizationReversed' | 'AuthorizationExpired' | 'CaptureSubmitted' | 'PaymentCaptured' | 'CaptureFailed' | 'VoidSubmitted' | 'PaymentVoided' | 'VoidFailed' | 'RefundSubmitted' | 'PaymentRefunded' | 'RefundFailed' | 'CreditSubmitted' | 'CreditSettled' | 'CreditDeclined' | 'OrderRejected' | 'OrderPriced' | 'OrderPricingFailed')[] | undefined;
  /** An order’s events one after the other: the next is sent once the one before was taken, or given up. Slower. */
  readonly isOrdered?: boolean | undefined;
  readonly description?: '' | string | undefined;
  readonly isEnabled?: boolean | undefined;
}

export interface WebhookReplay {
  /** When it was recorded, at the earliest */
  readonly from: string;
  /** Before that; at most 31 days later */
  readonly to: string;
}

export interface WebhookEndpoint {
  readonly id: string;
  readonly url: string;
  readonly events: readonly string[];
  readonly isOrdered: boolean;
  readonly signature: 'hmac' | 'ed25519';
  readonly description: string;
  readonly isEnabled: boolean;
  /** `gone`: it answered 410, and is disabled */
  readonly status: 'active' | 'failing' | 'disabled' | 'gone';
  readonly failingSince: string | null;
  /** Nothing is tried before that, as too much failed in a row */
  readonly pausedUntil: string | null;
  /** `whpk_…`, of ed25519 */
  readonly publicKey: string | null;
  /** `whsec_…`, of hmac: shown when it is made, and never again */
  readonly secret: string | null;
  /** Until then the key before signs, too */
  readonly previousKeyUntil: string | null;
  readonly createdAt: string;
  /** In a row */
  readonly failures: number;
  /** What came back last: the status of the answer, or why there was none */
  readonly lastTry: {
    readonly at: string;
    readonly answerStatus: number | null;
    readonly problem: string | null;
  } | null;
}

export interface WebhookDelivery {
  readonly id: string;
  readonly endpoint: string;
  /** `evt_…`: the header `webhook-id`, the same however often it is sent */
  readonly event: string;
  readonly order: string | null;
  readonly type: string;
  /** The event’s place among its order’s, from 1 */
  readonly sequence: number | null;
  readonly status: 'pending' | 'succeeded' | 'failed';
  readonly tries: number;
  readonly nextAt: string | null;
  readonly createdAt: string;
  readonly endedAt: string | null;
  /** Of the last try */
  readonly answerStatus: number | null;
  /** Why there was no answer, e.g. `timeout`, `address_not_public` */
  readonly problem: string | null;
}

export interface WebhookDeliveryWithAttempts {
  readonly id: string;
  readonly endpoint: string;
  /** `evt_…`: the header `webhook-id`, the same however often it is sent */
  readonly event: string;
  readonly order: string | null;
  readonly type: string;
  /** The event’s place among its order’s, from 1 */
  readonly sequence: number | null;
  readonly status: 'pending' | 'succeeded' | 'failed';
  readonly tries: number;
  readonly nextAt: string | null;
  readonly createdAt: string;
  readonly endedAt: string | null;
  /** Of the last try */
  readonly answerStatus: number | null;
  /** Why there was no answer, e.g. `timeout`, `address_not_public` */
  readonly problem: string | null;
  /** What is sent, to the byte */
  readonly body: string;
  /** The newest 50, the first of them first */
  readonly attempts: readonly {
    readonly number: number;
    readonly at: string;
    readonly tookMs: number;
    readonly url: string;
    readonly requestHeaders: Readonly<Record<string, string>>;
    readonly answerStatus: number | null;
    /** Its first 4,096 bytes */
    readonly answerBody: string;
    readonly problem: string | null;
  }[];
}

export interface WebhookEventTypes {
  readonly data: readonly string[];
}

export interface WebhookDeliveryList {
  readonly data: readonly WebhookDelivery[];
  readonly nextCursor: string | null;
}

export interface WebhookEndpointList {
  readonly data: readonly WebhookEndpoint[];
  readonly nextCursor: string | null;
}

/** What each call takes and answers, by its `operationId`. */
export interface Operations {
  /** Places a sale or preauth and waits for its outcome */
  readonly placeOrder: {
    readonly path: undefined;
    readonly query: undefined;
    readonly body: OrderRequest;
    readonly answer: Order;
  };
  /** Orders, newest first, by whatever is known of them */
  readonly listOrders: {
    readonly path: undefined;
    readonly query: { readonly limit?: Text | undefined; readonly cursor?: Text | undefined; readonly status?: Text | undefined; readonly email?: Text | undefined; readonly name?: Text | undefined; readonly sku?: Text | undefined; readonly reference?: Text | undefined; readonly referencePrefix?: Text | undefined; readonly from?: Text | undefined; readonly to?: Text | undefined; readonly at?: Text | undefined; readonly last4?: Text | undefined; readonly amount?: Text | undefined; readonly currency?: Text | undefined; readonly type?: Text | undefined; readonly country?: Text | undefined; readonly declineCode?: Text | undefined };
    readonly body: undefined;
    readonly answer: OrderList;
  };
  /** Creates a good or changes its description */
  readonly putGood: {
    readonly path: { readonly sku: Text };
    readonly query: undefined;
    readonly body: GoodRequest;
    readonly answer: Good;
  };
  /** Goods, newest first */
  readonly listGoods: {
    readonly path: undefined;
    readonly query: { readonly limit?: Text | undefined; readonly cursor?: Text | undefined; readonly search?: Text | undefined };
    readonly body: undefined;
    readonly answer: GoodList;
  };
  /** The versions of a file, the newest first: that is the one which is sold */
  readonly listFileVersions: {
    readonly path: { readonly sku: Text; readonly name: Text };
    readonly query: { readonly limit?: Text | undefined; readonly cursor?: Text | undefined };
    readonly body: undefined;
    readonly answer: FileVersionList;
  };
  /** The download pages of a customer who buys this good now, one for each file */
  readonly previewDownloadPages: {
    readonly path: { readonly sku: Text };
    readonly query: undefined;
    readonly body: undefined;
    readonly answer: DownloadPages;
  };
  /** Uploads a file of a good, of any size; `x-checksum-sha256` or `content-digest` is verified */
  readonly putGoodFile: {
    readonly path: { readonly sku: Text; readonly name: Text };
    readonly query: undefined;
    readonly body: Uint8Array;
    readonly answer: File;
  };
  /** Marks each buyer’s copy of a PDF or an EPUB with who they are, from the next order on */
  readonly putStamp: {
    readonly path: { readonly sku: Text; readonly name: Text };
    readonly query: undefined;
    readonly body: StampRequest;
    readonly answer: FileVersion;
  };
  /** Delivers a file as it is, from the next order on */
  readonly deleteStamp: {
    readonly path: { readonly sku: Text; readonly name: Text };
    readonly query: undefined;
    readonly body: undefined;
    readonly answer: FileVersion;
  };
  /** What is written on the copies of a file, and how many are ready, waiting or could not be made */
  readonly getStamp: {
    readonly path: { readonly sku: Text; readonly name: Text };
    readonly query: undefined;
    readonly body: undefined;
    readonly answer: StampState;
  };
  /** A copy of the file as a buyer would get it with this stamp, made out to nobody */
  readonly getStampSample: {
    readonly path: { readonly sku: Text; readonly name: Text };
    readonly query: { readonly text: Text; readonly pages?: Text | undefined };
    readonly body: undefined;
    readonly answer: Uint8Array;
  };
  /** The journal in double entry, as a file */
  readonly exportJournal: {
    readonly path: { readonly format: Text };
    readonly query: { readonly from: Text; readonly to: Text; readonly timeZone?: Text | undefined; readonly currency?: Text | undefined };
    readonly body: undefined;
    readonly answer: Uint8Array;
  };
  /** Sells a good with license keys: one for each piece of an order */
  readonly putLicenseKeys: {
    readonly path: { readonly sku: Text };
    readonly query: undefined;
    readonly body: LicenseKeysRequest;
    readonly answer: LicenseKeys;
  };
  /** Adds keys to the pool of a good, in the mode that it is asked in */
  readonly addLicenseKeys: {
    readonly path: { readonly sku: Text };
    readonly query: undefined;
    readonly body: NewLicenseKeys;
    readonly answer: AddedLicenseKeys;
  };
  /** Sells a good without license keys from now on, in both modes */
  readonly removeLicenseKeys: {
    readonly path: { readonly sku: Text };
    readonly query: undefined;
    readonly body: undefined;
    readonly answer: undefined;
  };
  /** What the license keys of a good are, and how many there are in this mode */
  readonly getLicenseKeys: {
    readonly path: { readonly sku: Text };
    readonly query: undefined;
    readonly body: undefined;
    readonly answer: LicenseKeys;
  };
  /** Takes keys that no order has out of the pool of a good, for good, in the mode that it is asked in */
  readonly takeOutLicenseKeys: {
    readonly path: { readonly sku: Text };
    readonly query: undefined;
    readonly body: RemovedLicenseKeys;
    readonly answer: TakenOutLicenseKeys;
  };
  /** Activates a license key on a device */
  readonly activateLicenseKey: {
    readonly path: undefined;
    readonly query: undefined;
    readonly body: LicenseKeyActivation;
    readonly answer: LicenseKeyUse;
  };
  /** Gives up the activation of a license key on a device */
  readonly deactivateLicenseKey: {
    readonly path: undefined;
    readonly query: undefined;
    readonly body: LicenseKeyActivation;
    readonly answer: LicenseKeyUse;
  };
  /** How a license key stands: whose it is, whether it was taken back, and on how many devices it is activated */
  readonly checkLicenseKey: {
    readonly path: undefined;
    readonly query: undefined;
    readonly body: LicenseKeyCheck;
    readonly answer: LicenseKeyUse;
  };
  /** On which devices a license key is activated, by the `id` that its order tells */
  readonly listLicenseKeyActivations: {
    readonly path: { readonly id: Text };
    readonly query: undefined;
    readonly body: undefined;
    readonly answer: LicenseKeyActivations;
  };
  /** Ends the activation of a license key on a device, so that another one may have it */
  readonly endLicenseKeyActivation: {
    readonly path: { readonly id: Text; readonly device: Text };
    readonly query: undefined;
    readonly body: undefined;
    readonly answer: LicenseKeyActivations;
  };
  /** An order as it stands, or as it stood at a moment */
  readonly getOrder: {
    readonly path: { readonly id: Text };
    readonly query: { readonly at?: Text | undefined };
    readonly body: undefined;
    readonly answer: OrderDetail;
  };
  /** Tax and shipping, without an order */
  readonly quote: {
    readonly path: undefined;
    readonly query: undefined;
    readonly body: QuoteRequest;
    readonly answer: Quote;
  };
  /** Gives money to a card without a sale before it, and waits for its outcome */
  readonly placeCredit: {
    readonly path: undefined;
    readonly query: undefined;
    readonly body: CreditRequest;
    readonly answer: Order;
  };
  /** A list’s entries that are in force, newest first */
  readonly listFraudListEntries: {
    readonly path: { readonly list: Text };
    readonly query: { readonly limit?: Text | undefined; readonly cursor?: Text | undefined; readonly kind?: Text | undefined };
    readonly body: undefined;
    readonly answer: FraudListEntryList;
  };
  /** Lists one value that orders are known by */
  readonly addFraudListEntry: {
    readonly path: { readonly list: Text };
    readonly query: undefined;
    readonly body: NewFraudListEntry;
    readonly answer: FraudListEntry;
  };
  /** Takes an entry off its list, also a lockout before its time is over */
  readonly removeFraudListEntry: {
    readonly path: { readonly list: Text; readonly id: Text };
    readonly query: undefined;
    readonly body: undefined;
    readonly answer: undefined;
  };
  /** Puts what the order is known by on your block list */
  readonly blockOrder: {
    readonly path: { readonly id: Text };
    readonly query: undefined;
    readonly body: NewOrderBlock;
    readonly answer: OrderBlock;
  };
  /** An area of your settings as it is in force */
  readonly getSettings: {
    readonly path: { readonly area: Text };
    readonly query: undefined;
    readonly body: undefined;
    readonly answer: Settings;
  };
  /** Sets an area of your settings, as a whole */
  readonly putSettings: {
    readonly path: { readonly area: Text };
    readonly query: undefined;
    readonly body: SettingsDocument;
    readonly answer: Settings;
  };
  /** Every version of an area of your settings, newest first */
  readonly listSettingsVersions: {
    readonly path: { readonly area: Text };
    readonly query: { readonly limit?: Text | undefined; readonly cursor?: Text | undefined };
    readonly body: undefined;
    readonly answer: SettingsVersionList;
  };
  /** Makes a payment page for a basket */
  readonly createCheckoutSession: {
    readonly path: undefined;
    readonly query: undefined;
    readonly body: CheckoutSessionRequest;
    readonly answer: CheckoutSession;
  };
  /** How a payment page stands, and its order */
  readonly getCheckoutSession: {
    readonly path: { readonly id: Text };
    readonly query: undefined;
    readonly body: undefined;
    readonly answer: CheckoutSession;
  };
  /** Ends a payment page in which nobody has paid */
  readonly expireCheckoutSession: {
    readonly path: { readonly id: Text };
    readonly query: undefined;
    readonly body: undefined;
    readonly answer: CheckoutSession;
  };
  /** All that happened to an order, oldest first */
  readonly listOrderEvents: {
    readonly path: { readonly id: Text };
    readonly query: { readonly limit?: Text | undefined; readonly cursor?: Text | undefined; readonly at?: Text | undefined };
    readonly body: undefined;
    readonly answer: EventList;
  };
  /** All that happens to orders, in the order in which it was committed; also as server-sent events */
  readonly listEvents: {
    readonly path: undefined;
    readonly query: { readonly limit?: Text | undefined; readonly cursor?: Text | undefined };
    readonly body: undefined;
    readonly answer: EventPage;
  };
  /** What of tus is spoken here, in headers */
  readonly describeUploads: {
    readonly path: { readonly sku: Text };
    readonly query: undefined;
    readonly body: undefined;
    readonly answer: undefined;
  };
  /** Begins an upload that can be resumed (tus 1.0): its address comes as `Location` */
  readonly createUpload: {
    readonly path: { readonly sku: Text };
    readonly query: undefined;
    readonly body: undefined;
    readonly answer: Upload;
  };
  /** The uploads of a good that are under way, newest first; at most 100 */
  readonly listUploads: {
    readonly path: { readonly sku: Text };
    readonly query: undefined;
    readonly body: undefined;
    readonly answer: UploadList;
  };
  /** How far an upload has come; with HEAD, in the headers of tus alone */
  readonly getUpload: {
    readonly path: { readonly sku: Text; readonly id: Text };
    readonly query: undefined;
    readonly body: undefined;
    readonly answer: Upload;
  };
  /** Goes on with an upload at `Upload-Offset`; with the last byte the file is checked, and sold */
  readonly continueUpload: {
    readonly path: { readonly sku: Text; readonly id: Text };
    readonly query: undefined;
    readonly body: Uint8Array;
    readonly answer: undefined;
  };
  /** Gives an upload up: what came of it is removed */
  readonly deleteUpload: {
    readonly path: { readonly sku: Text; readonly id: Text };
    readonly query: undefined;
    readonly body: undefined;
    readonly answer: undefined;
  };
  /** Copies of files with a stamp, one for each buyer, the newest change first */
  readonly listStampedCopies: {
    readonly path: undefined;
    readonly query: { readonly limit?: Text | undefined; readonly cursor?: Text | undefined; readonly status?: Text | undefined; readonly order?: Text | undefined };
    readonly body: undefined;
    readonly answer: StampedCopyList;
  };
  /** Makes those copies of an order anew that could not be made */
  readonly retryStampedCopies: {
    readonly path: { readonly id: Text };
    readonly query: undefined;
    readonly body: undefined;
    readonly answer: StampedCopyRetry;
  };
  /** Sales and refunds by day and currency, each on its own day */
  readonly reportSales: {
    readonly path: undefined;
    readonly query: { readonly from: Text; readonly to: Text; readonly timeZone?: Text | undefined; readonly at?: Text | undefined; readonly currency?: Text | undefined };
    readonly body: undefined;
    readonly answer: Sales;
  };
  /** What happened in a time, by currency, in total and by hour, day or month of a time zone */
  readonly reportFigures: {
    readonly path: undefined;
    readonly query: { readonly from: Text; readonly to: Text; readonly timeZone?: Text | undefined; readonly at?: Text | undefined; readonly currency?: Text | undefined; readonly bucket?: Text | undefined };
    readonly body: undefined;
    readonly answer: FiguresReport;
  };
  /** What sales are made of: by product or country; tax by jurisdiction and rate; shipping by method and country; declines by
   *  reason */
  readonly reportBreakdown: {
    readonly path: undefined;
    readonly query: { readonly from: Text; readonly to: Text; readonly timeZone?: Text | undefined; readonly at?: Text | undefined; readonly currency?: Text | undefined; readonly by: Text };
    readonly body: undefined;
    readonly answer: BreakdownReport;
  };
  /** The customers who bought most, as a file */
  readonly fileOfCustomers: {
    readonly path: { readonly format: Text };
    readonly query: { readonly from: Text; readonly to: Text; readonly at?: Text | undefined; readonly currency?: Text | undefined; readonly language?: Text | undefined; readonly sort?: Text | undefined; readonly timeZone?: Text | undefined };
    readonly body: undefined;
    readonly answer: Uint8Array;
  };
  /** A report as a file */
  readonly fileOfReport: {
    readonly path: { readonly report: Text; readonly format: Text };
    readonly query: { readonly from: Text; readonly to: Text; readonly at?: Text | undefined; readonly currency?: Text | undefined; readonly language?: Text | undefined; readonly sort?: Text | undefined; readonly timeZone?: Text | undefined };
    readonly body: undefined;
    readonly answer: Uint8Array;
  };
  /** What went through each processor, by hour, day or month of a time zone */
  readonly reportSettlement: {
    readonly path: undefined;
    readonly query: { readonly from: Text; readonly to: Text; readonly timeZone?: Text | undefined; readonly at?: Text | undefined; readonly currency?: Text | undefined; readonly bucket?: Text | undefined };
    readonly body: undefined;
    readonly answer: SettlementReport;
  };
  /** The customers who bought most, and what new and returning ones bought */
  readonly reportCustomers: {
    readonly path: undefined;
    readonly query: { readonly from: Text; readonly to: Text; readonly at?: Text | undefined; readonly currency?: Text | undefined };
    readonly body: undefined;
    readonly answer: CustomersReport;
  };
  /** The events that a figure of a report is the sum of, newest first */
  readonly listReportEvents: {
    readonly path: { readonly report: Text };
    readonly query: { readonly limit?: Text | undefined; readonly cursor?: Text | undefined; readonly from: Text; readonly to: Text; readonly at?: Text | undefined; readonly currency: Text; readonly figure: Text; readonly key?: Text | undefined; readonly detail?: Text | undefined; readonly rate?: Text | undefined };
    readonly body: undefined;
    readonly answer: ReportEventList;
  };
  /** Captures an authorized amount, whole or part, several times */
  readonly captureOrder: {
    readonly path: { readonly id: Text };
    readonly query: undefined;
    readonly body: NewCapture;
    readonly answer: OperationWithOrder;
  };
  /** The order’s captures, newest first */
  readonly listCaptures: {
    readonly path: { readonly id: Text };
    readonly query: { readonly limit?: Text | undefined; readonly cursor?: Text | undefined };
    readonly body: undefined;
    readonly answer: CaptureList;
  };
  /** The same as …/captures */
  readonly captureOrderAlias: {
    readonly path: { readonly id: Text };
    readonly query: undefined;
    readonly body: NewCapture;
    readonly answer: OperationWithOrder;
  };
  /** Gives up what is authorized and not captured */
  readonly voidOrder: {
    readonly path: { readonly id: Text };
    readonly query: undefined;
    readonly body: NewVoid;
    readonly answer: OperationWithOrder;
  };
  /** The order’s voids, newest first */
  readonly listVoids: {
    readonly path: { readonly id: Text };
    readonly query: { readonly limit?: Text | undefined; readonly cursor?: Text | undefined };
    readonly body: undefined;
    readonly answer: VoidList;
  };
  /** Gives captured money back: an amount, pieces of items, shipping, or all that is left */
  readonly refundOrder: {
    readonly path: { readonly id: Text };
    readonly query: undefined;
    readonly body: NewRefund;
    readonly answer: OperationWithOrder | RefundUnderWay;
  };
  /** The order’s refunds, newest first */
  readonly listRefunds: {
    readonly path: { readonly id: Text };
    readonly query: { readonly limit?: Text | undefined; readonly cursor?: Text | undefined };
    readonly body: undefined;
    readonly answer: RefundList;
  };
  /** What a refund would do to money, tax, shipping and downloads, and whether it wants a second person; nothing is done */
  readonly previewRefund: {
    readonly path: { readonly id: Text };
    readonly query: undefined;
    readonly body: NewRefund;
    readonly answer: RefundPreview;
  };
  /** The order’s refunds that wanted a second person, newest first */
  readonly listRefundApprovals: {
    readonly path: { readonly id: Text };
    readonly query: { readonly limit?: Text | undefined; readonly cursor?: Text | undefined };
    readonly body: undefined;
    readonly answer: RefundApprovalList;
  };
  /** Refunds that wait for a second person, oldest deadline first */
  readonly listWaitingRefundApprovals: {
    readonly path: undefined;
    readonly query: { readonly limit?: Text | undefined; readonly cursor?: Text | undefined };
    readonly body: undefined;
    readonly answer: WaitingRefundApprovalList;
  };
  /** How many refunds wait for a second person, and could be approved now */
  readonly countWaitingRefundApprovals: {
    readonly path: undefined;
    readonly query: undefined;
    readonly body: undefined;
    readonly answer: RefundApprovalCount;
  };
  /** Accepts or rejects a held order */
  readonly reviewOrder: {
    readonly path: { readonly id: Text };
    readonly query: undefined;
    readonly body: NewReview;
    readonly answer: Order;
  };
  /** Whether the order is or was held, and what was decided */
  readonly getReview: {
    readonly path: { readonly id: Text };
    readonly query: undefined;
    readonly body: undefined;
    readonly answer: Review;
  };
  /** Orders that are held for your review, oldest deadline first */
  readonly listReviews: {
    readonly path: undefined;
    readonly query: { readonly limit?: Text | undefined; readonly cursor?: Text | undefined };
    readonly body: undefined;
    readonly answer: HeldOrderList;
  };
  /** New links for the order’s downloads, also after they were taken or expired */
  readonly reissueDownloads: {
    readonly path: { readonly id: Text };
    readonly query: undefined;
    readonly body: NewReissue;
    readonly answer: Reissue;
  };
  /** Sends the receipt, or the note of a refund, once more */
  readonly sendMail: {
    readonly path: { readonly id: Text };
    readonly query: undefined;
    readonly body: NewMail;
    readonly answer: Mail;
  };
  /** The order’s mails, newest first: sent, failed, or pending with what the mail server said */
  readonly listMails: {
    readonly path: { readonly id: Text };
    readonly query: { readonly limit?: Text | undefined; readonly cursor?: Text | undefined };
    readonly body: undefined;
    readonly answer: MailList;
  };
  /** Writes a note on the order; no customer ever sees it */
  readonly addNote: {
    readonly path: { readonly id: Text };
    readonly query: undefined;
    readonly body: NewNote;
    readonly answer: Note;
  };
  /** The order’s notes, newest first */
  readonly listNotes: {
    readonly path: { readonly id: Text };
    readonly query: { readonly limit?: Text | undefined; readonly cursor?: Text | undefined };
    readonly body: undefined;
    readonly answer: NoteList;
  };
  /** Has the events of orders sent to a server of yours, from now on */
  readonly createWebhookEndpoint: {
    readonly path: undefined;
    readonly query: undefined;
    readonly body: NewWebhookEndpoint;
    readonly answer: WebhookEndpoint;
  };
  /** Where webhooks of this mode go to, the oldest first */
  readonly listWebhookEndpoints: {
    readonly path: undefined;
    readonly query: undefined;
    readonly body: undefined;
    readonly answer: WebhookEndpointList;
  };
  /** The types of events that there are */
  readonly listWebhookEventTypes: {
    readonly path: undefined;
    readonly query: undefined;
    readonly body: undefined;
    readonly answer: WebhookEventTypes;
  };
  /** An endpoint, and how it does */
  readonly getWebhookEndpoint: {
    readonly path: { readonly id: Text };
    readonly query: undefined;
    readonly body: undefined;
    readonly answer: WebhookEndpoint;
  };
  /** Changes what is named. Enabled again, it hears of what happens from then on */
  readonly changeWebhookEndpoint: {
    readonly path: { readonly id: Text };
    readonly query: undefined;
    readonly body: WebhookEndpointChange;
    readonly answer: WebhookEndpoint;
  };
  /** Sends it nothing more, and forgets what was sent to it */
  readonly deleteWebhookEndpoint: {
    readonly path: { readonly id: Text };
    readonly query: undefined;
    readonly body: undefined;
    readonly answer: undefined;
  };
  /** Gives it a new key; for 24 hours the one before signs, too */
  readonly rotateWebhookSecret: {
    readonly path: { readonly id: Text };
    readonly query: undefined;
    readonly body: undefined;
    readonly answer: WebhookEndpoint;
  };
  /** Sends it an event of the type `WebhookTest`, now */
  readonly testWebhookEndpoint: {
    readonly path: { readonly id: Text };
    readonly query: undefined;
    readonly body: undefined;
    readonly answer: WebhookDeliveryWithAttempts;
  };
  /** Sends it all that happened between two moments, also what it took already */
  readonly replayWebhooks: {
    readonly path: { readonly id: Text };
    readonly query: undefined;
    readonly body: WebhookReplay;
    readonly answer: Uint8Array;
  };
  /** What was sent, or is to be, the newest first; those that ended are kept for 30 days */
  readonly listWebhookDeliveries: {
    readonly path: undefined;
    readonly query: { readonly limit?: Text | undefined; readonly cursor?: Text | undefined; readonly endpoint?: Text | undefined; readonly order?: Text | undefined; readonly status?: Text | undefined };
    readonly body: undefined;
    readonly answer: WebhookDeliveryList;
  };
  /** A delivery with what was sent and what was answered, each time */
  readonly getWebhookDelivery: {
    readonly path: { readonly id: Text };
    readonly query: undefined;
    readonly body: undefined;
    readonly answer: WebhookDeliveryWithAttempts;
  };
  /** Sends it once more, now, under the same `webhook-id` */
  readonly redeliverWebhook: {
    readonly path: { readonly id: Text };
    readonly query: undefined;
    readonly body: undefined;
    readonly answer: WebhookDeliveryWithAttempts;
  };
  /** A mail to your customers, as it would be with these settings; nothing is saved or sent */
  readonly previewReceipt: {
    readonly path: undefined;
    readonly query: undefined;
    readonly body: ReceiptDraft;
    readonly answer: ReceiptPreview;
  };
  /** Uploads a logo, named by its SHA-256; mails show it once the settings of the area `receipt` name it */
  readonly putReceiptLogo: {
    readonly path: { readonly sha256: Text };
    readonly query: undefined;
    readonly body: Uint8Array;
    readonly answer: Logo;
  };
  /** A logo, as it was uploaded */
  readonly getReceiptLogo: {
    readonly path: { readonly sha256: Text };
    readonly query: undefined;
    readonly body: undefined;
    readonly answer: Uint8Array;
  };
  /** Keeps a card for later orders */
  readonly createCardToken: {
    readonly path: undefined;
    readonly query: undefined;
    readonly body: NewCardToken;
    readonly answer: CardToken;
  };
  /** What may be shown of a saved card */
  readonly getCardToken: {
    readonly path: { readonly id: Text };
    readonly query: undefined;
    readonly body: undefined;
    readonly answer: CardToken;
  };
  /** Forgets a saved card */
  readonly deleteCardToken: {
    readonly path: { readonly id: Text };
    readonly query: undefined;
    readonly body: undefined;
    readonly answer: undefined;
  };
  /** How many customers would be told of the newest versions, and how far the last notice is */
  readonly countUpdateOwners: {
    readonly path: { readonly sku: Text };
    readonly query: undefined;
    readonly body: undefined;
    readonly answer: UpdateOwners;
  };
  /** Tells everybody with an open order of an older version that there is a newer one, by mail */
  readonly notifyOwners: {
    readonly path: { readonly sku: Text };
    readonly query: undefined;
    readonly body: undefined;
    readonly answer: UpdateNotice;
  };
  /** How far a notice to owners is */
  readonly getUpdateNotice: {
    readonly path: { readonly sku: Text; readonly id: Text };
    readonly query: undefined;
    readonly body: undefined;
    readonly answer: UpdateNotice;
  };
  /** The customer with an e-mail address, or of an order */
  readonly findCustomers: {
    readonly path: undefined;
    readonly query: { readonly email?: Text | undefined; readonly order?: Text | undefined };
    readonly body: undefined;
    readonly answer: CustomerList;
  };
  /** A customer with what their orders add up to, and a page of these, newest first */
  readonly getCustomer: {
    readonly path: { readonly id: Text };
    readonly query: { readonly limit?: Text | undefined; readonly cursor?: Text | undefined };
    readonly body: undefined;
    readonly answer: CustomerDetail;
  };
  /** Deletes for good what is known of a person, and answers the certificate */
  readonly forgetCustomer: {
    readonly path: { readonly id: Text };
    readonly query: undefined;
    readonly body: ForgetCustomer;
    readonly answer: DeletionCertificate;
  };
  /** When the customer was forgotten, the newest first */
  readonly listDeletionCertificates: {
    readonly path: { readonly id: Text };
    readonly query: { readonly limit?: Text | undefined; readonly cursor?: Text | undefined };
    readonly body: undefined;
    readonly answer: DeletionCertificateList;
  };
}

/** Where each call goes. */
export const routes = {
  placeOrder: 'POST /v1/orders',
  listOrders: 'GET /v1/orders',
  putGood: 'PUT /v1/goods/{sku}',
  listGoods: 'GET /v1/goods',
  listFileVersions: 'GET /v1/goods/{sku}/files/{name}/versions',
  previewDownloadPages: 'GET /v1/goods/{sku}/download-pages',
  putGoodFile: 'PUT /v1/goods/{sku}/files/{name}',
  putStamp: 'PUT /v1/goods/{sku}/files/{name}/stamp',
  deleteStamp: 'DELETE /v1/goods/{sku}/files/{name}/stamp',
  getStamp: 'GET /v1/goods/{sku}/files/{name}/stamp',
  getStampSample: 'GET /v1/goods/{sku}/files/{name}/stamp/sample',
  exportJournal: 'GET /v1/exports/{format}',
  putLicenseKeys: 'PUT /v1/goods/{sku}/license-keys',
  addLicenseKeys: 'POST /v1/goods/{sku}/license-keys',
  removeLicenseKeys: 'DELETE /v1/goods/{sku}/license-keys',
  getLicenseKeys: 'GET /v1/goods/{sku}/license-keys',
  takeOutLicenseKeys: 'POST /v1/goods/{sku}/license-keys/removals',
  activateLicenseKey: 'POST /v1/license-keys/activations',
  deactivateLicenseKey: 'DELETE /v1/license-keys/activations',
  checkLicenseKey: 'POST /v1/license-keys/check',
  listLicenseKeyActivations: 'GET /v1/license-keys/{id}/activations',
  endLicenseKeyActivation: 'DELETE /v1/license-keys/{id}/activations/{device}',
  getOrder: 'GET /v1/orders/{id}',
  quote: 'POST /v1/quotes',
  placeCredit: 'POST /v1/credits',
  listFraudListEntries: 'GET /v1/fraud-lists/{list}',
  addFraudListEntry: 'POST /v1/fraud-lists/{list}',
  removeFraudListEntry: 'DELETE /v1/fraud-lists/{list}/{id}',
  blockOrder: 'POST /v1/orders/{id}/block',
  getSettings: 'GET /v1/settings/{area}',
  putSettings: 'PUT /v1/settings/{area}',
  listSettingsVersions: 'GET /v1/settings/{area}/history',
  createCheckoutSession: 'POST /v1/checkout-sessions',
  getCheckoutSession: 'GET /v1/checkout-sessions/{id}',
  expireCheckoutSession: 'POST /v1/checkout-sessions/{id}/expire',
  listOrderEvents: 'GET /v1/orders/{id}/events',
  listEvents: 'GET /v1/events',
  describeUploads: 'OPTIONS /v1/goods/{sku}/uploads',
  createUpload: 'POST /v1/goods/{sku}/uploads',
  listUploads: 'GET /v1/goods/{sku}/uploads',
  getUpload: 'GET /v1/goods/{sku}/uploads/{id}',
  continueUpload: 'PATCH /v1/goods/{sku}/uploads/{id}',
  deleteUpload: 'DELETE /v1/goods/{sku}/uploads/{id}',
  listStampedCopies: 'GET /v1/stamped-copies',
  retryStampedCopies: 'POST /v1/orders/{id}/stamped-copies/retry',
  reportSales: 'GET /v1/reports/sales',
  reportFigures: 'GET /v1/reports/figures',
  reportBreakdown: 'GET /v1/reports/breakdown',
  fileOfCustomers: 'GET /v1/reports/customers/files/{format}',
  fileOfReport: 'GET /v1/reports/{report}/files/{format}',
  reportSettlement: 'GET /v1/reports/settlement',
  reportCustomers: 'GET /v1/reports/customers',
  listReportEvents: 'GET /v1/reports/{report}/events',
  captureOrder: 'POST /v1/orders/{id}/captures',
  listCaptures: 'GET /v1/orders/{id}/captures',
  captureOrderAlias: 'POST /v1/orders/{id}/capture',
  voidOrder: 'POST /v1/orders/{id}/void',
  listVoids: 'GET /v1/orders/{id}/void',
  refundOrder: 'POST /v1/orders/{id}/refunds',
  listRefunds: 'GET /v1/orders/{id}/refunds',
  previewRefund: 'POST /v1/orders/{id}/refunds/preview',
  listRefundApprovals: 'GET /v1/orders/{id}/refund-approvals',
  listWaitingRefundApprovals: 'GET /v1/refund-approvals',
  countWaitingRefundApprovals: 'GET /v1/refund-approvals/count',
  reviewOrder: 'POST /v1/orders/{id}/review',
  getReview: 'GET /v1/orders/{id}/review',
  listReviews: 'GET /v1/reviews',
  reissueDownloads: 'POST /v1/orders/{id}/downloads/reissue',
  sendMail: 'POST /v1/orders/{id}/mails',
  listMails: 'GET /v1/orders/{id}/mails',
  addNote: 'POST /v1/orders/{id}/notes',
  listNotes: 'GET /v1/orders/{id}/notes',
  createWebhookEndpoint: 'POST /v1/webhook-endpoints',
  listWebhookEndpoints: 'GET /v1/webhook-endpoints',
  listWebhookEventTypes: 'GET /v1/webhook-endpoints/event-types',
  getWebhookEndpoint: 'GET /v1/webhook-endpoints/{id}',
  changeWebhookEndpoint: 'PATCH /v1/webhook-endpoints/{id}',
  deleteWebhookEndpoint: 'DELETE /v1/webhook-endpoints/{id}',
  rotateWebhookSecret: 'POST /v1/webhook-endpoints/{id}/rotate-secret',
  testWebhookEndpoint: 'POST /v1/webhook-endpoints/{id}/test',
  replayWebhooks: 'POST /v1/webhook-endpoints/{id}/replay',
  listWebhookDeliveries: 'GET /v1/webhook-deliveries',
  getWebhookDelivery: 'GET /v1/webhook-deliveries/{id}',
  redeliverWebhook: 'POST /v1/webhook-deliveries/{id}/redeliver',
  previewReceipt: 'POST /v1/receipt-previews',
  putReceiptLogo: 'PUT /v1/receipt-logos/{sha256}',
  getReceiptLogo: 'GET /v1/receipt-logos/{sha256}',
  createCardToken: 'POST /v1/card-tokens',
  getCardToken: 'GET /v1/card-tokens/{id}',
  deleteCardToken: 'DELETE /v1/card-tokens/{id}',
  countUpdateOwners: 'GET /v1/goods/{sku}/update-notices',
  notifyOwners: 'POST /v1/goods/{sku}/update-notices',
  getUpdateNotice: 'GET /v1/goods/{sku}/update-notices/{id}',
  findCustomers: 'GET /v1/customers',
  getCustomer: 'GET /v1/customers/{id}',
  forgetCustomer: 'POST /v1/customers/{id}/forget',
  listDeletionCertificates: 'GET /v1/customers/{id}/certificates',
} as const satisfies Readonly<Record<keyof Operations, string>>;
