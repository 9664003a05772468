// What a run left behind, as the checker reads it. Nothing here, or in any other file of the checker, comes from the services or their
// libraries: a mistake there is not made here, too.

/** An event, by its stored texts. */
export interface Event {
  readonly position: number;
  readonly subject: string;
  readonly stream: string;
  readonly version: number;
  readonly type: string;
  readonly causation: string;
  readonly headerText: string;
  readonly dataText: string;
  /** Hexadecimal. */
  readonly previousHash: string;
  readonly hash: string;
  readonly header: {
    readonly id: string;
    readonly subject: { readonly kind: string; readonly id: string };
    readonly stream: string;
    readonly version: number;
    readonly type: string;
    readonly merchant: string;
    readonly mode: string;
    readonly causation: string;
    readonly occurredAt: string;
    /** `on`: the person or key that a service acted for. */
    readonly actor?: { readonly on?: string };
  };
  // biome-ignore lint/suspicious/noExplicitAny: JSON as it was stored
  readonly data: any;
}

/** A line of the clients' journal; see README.md. */
export interface ClientLine {
  readonly event: 'invoke' | 'ok' | 'fail' | 'unknown';
  readonly kind: string;
  readonly merchant?: string;
  readonly key?: string;
  readonly order?: string;
  readonly operation?: string;
  /** Another merchant's order, which this one asked for. */
  readonly foreign?: string;
  readonly status?: number;
  readonly code?: string;
  readonly answer?: string;
  readonly savedBytes?: number;
  readonly sha256?: string;
  /** Of a copy of the buyer's own: what its answers said its digest is. */
  readonly toldSha256?: string;
  readonly result?: string;
}

/** A line of an acquirer's journal about money, of either simulator's. */
export interface MoneyLine {
  readonly kind: string;
  readonly order?: string;
  readonly amount?: number | string;
  readonly currency?: string;
  readonly capturedAmount?: number | string;
  readonly releasedAmount?: number | string;
}

export interface MailLine {
  readonly messageId: string;
  readonly time?: string;
}

/** A line of a run's journal about what befell it. */
export interface FaultLine {
  readonly event: string;
  readonly time: string;
}

/** From when to when something befell the run, in milliseconds. */
export interface Span {
  readonly fromMs: number;
  readonly untilMs: number;
}

/** A row of reporting's `orders`, and one of its `daily_sales`; amounts as decimal texts. */
export interface ShownOrder {
  readonly order: string;
  readonly merchant: string;
  readonly mode: string;
  readonly currency: string;
  readonly status: string;
  readonly captured: string;
  readonly refunded: string;
}
export interface ShownDay {
  /** Merchant, mode, currency and day, separated by blanks. */
  readonly key: string;
  readonly captured: string;
  readonly refunded: string;
}

/** The 32 digits of an id, however it is written. */
export const bareId = (id: string): string =>
  id
    .replace(/^[a-z]+_/, '')
    .replaceAll('-', '')
    .toLowerCase();

/** A stored amount in minor units. */
export const minorOf = (amount: { readonly minor?: string } | undefined): bigint => BigInt(amount?.minor ?? 0);
