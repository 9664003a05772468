/** The languages that customers are spoken to in. */
export const languages = ['en', 'de', 'es', 'fr', 'ja'] as const;
export type Language = (typeof languages)[number];

/** A page's title, and what it says below. */
export type Sentences = Readonly<Record<string, readonly [title: string, text: string]>>;

/** The words of the download pages. `{…}` is filled in. */
export interface PageWords {
  readonly yourDownloads: string;
  readonly download: string;
  readonly size: string;
  readonly availableUntil: string;
  readonly licenseKey: string;
  readonly licenseKeys: string;
  readonly checksum: string;
  readonly checksumNote: string;
  readonly leftOne: string;
  readonly leftMany: string;
  readonly goOn: string;
  /** Of a copy that is made for its buyer alone. */
  readonly preparing: string;
  /** The same where it cannot be made. */
  readonly unprepared: string;
  readonly ready: string;
  readonly running: string;
  readonly interrupted: string;
  readonly interruptedHint: string;
  /** Another version than the one that was begun is sent to who begins anew. */
  readonly newer: string;
  /** Everything was sent, and only the customer knows whether it arrived. */
  readonly sent: string;
  readonly question: string;
  readonly yes: string;
  readonly ifNot: string;
  readonly downloaded: string;
  readonly downloadedAt: string;
  readonly refunded: string;
  readonly refundedAt: string;
  readonly expired: string;
  readonly alsoInOrder: string;
  readonly othersAreInReceipt: string;
  readonly inThisOrder: string;
  readonly parcels: string;
  readonly shippedWith: string;
  readonly trackingNumber: string;
  readonly track: string;
  readonly order: string;
  readonly askShop: string;
  readonly askAt: string;
  readonly test: string;
  readonly languages: string;
  readonly failed: readonly [title: string, text: string];
}
