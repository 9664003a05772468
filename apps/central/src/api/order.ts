/** An order as the merchant API answers it: `GET …/orders/{id}`. */
export interface OrderItem {
  readonly sku: string;
  readonly description: string;
  readonly kind: 'digital' | 'physical';
  readonly quantity: number;
  readonly unitAmount: number;
}

export interface TaxLine {
  readonly jurisdiction: string;
  readonly name: string;
  /** Decimal: 0.0400 is 4 %. */
  readonly rate: string;
  readonly taxable: number;
  readonly amount: number;
}

export interface Download {
  readonly sku: string;
  readonly fileName: string;
  readonly size: number;
  readonly sha256: string;
  readonly url: string;
  readonly expiresAt: string;
}

export interface Mail {
  readonly id: string;
  readonly kind: string;
  readonly operation: string;
  readonly recipient: 'customer' | 'other';
  readonly status: 'pending' | 'sent' | 'failed';
  readonly createdAt: string;
  readonly settledAt: string | null;
  readonly code: string | null;
  readonly replyCode: number | null;
  readonly tries: number | null;
  readonly nextTryAt: string | null;
}

export interface Address {
  readonly name?: string;
  readonly line1?: string;
  readonly line2?: string;
  readonly city?: string;
  readonly region: string;
  readonly postalCode: string;
  readonly country: string;
}

export interface Order {
  readonly id: string;
  readonly status: string;
  readonly type: 'sale' | 'preauth' | 'credit';
  readonly currency: string;
  readonly reference: string | null;
  readonly createdAt: string;
  readonly amounts: {
    readonly subtotal: number;
    readonly shipping: number | null;
    readonly tax: number | null;
    readonly total: number | null;
    readonly captured: number;
    readonly refunded: number;
    /** Of a credit alone. */
    readonly credited?: number;
  };
  readonly taxLines: readonly TaxLine[];
  readonly fraud: {
    readonly decision: 'accept' | 'review' | 'reject';
    readonly score: number;
    readonly reasons: readonly string[];
    readonly duplicateOf?: string;
  } | null;
  readonly payment: {
    readonly status: string;
    readonly brand: string;
    readonly last4: string;
    readonly authorizationCode: string | null;
    readonly avs: string | null;
    readonly cvc: string | null;
  };
  readonly downloads: readonly Download[];
  readonly licenseKeys: readonly LicenseKey[];
  readonly items: readonly OrderItem[];
  readonly shippingMethod: string | null;
  readonly customer: {
    readonly email: string;
    readonly name?: string;
    readonly phone?: string;
    readonly ipAddress?: string;
  } | null;
  readonly billingAddress: Address | null;
  readonly shippingAddress: Address | null;
  readonly metadata: Readonly<Record<string, string>>;
  /** What the customer agreed to on the payment page, in the words that they read. */
  readonly consents?: readonly { readonly id: string; readonly text: string }[];
  /** Of a credit alone: what it is for. */
  readonly description?: string;
  readonly mails: readonly Mail[];
}

export interface Operation {
  readonly id: string;
  readonly kind: 'capture' | 'void' | 'refund';
  readonly status: 'pending' | 'succeeded' | 'failed';
  readonly amount: number;
  readonly currency: string;
  readonly createdAt: string;
  readonly settledAt: string | null;
  readonly final?: boolean;
  /** Of a capture: the parcel that left with it. */
  readonly shipment?: {
    readonly carrier: string;
    readonly trackingNumber: string | null;
    readonly trackingUrl: string | null;
  };
  readonly reason?: string | null;
  readonly lines?: readonly { readonly line: number; readonly quantity: number; readonly goods: number; readonly tax: number }[];
  readonly shipping?: number;
  readonly shippingTax?: number;
  readonly code?: string;
  readonly networkCode?: string | null;
}

export interface OrderEvent {
  readonly id: string;
  readonly stream: string;
  readonly version: number;
  readonly type: string;
  readonly occurredAt: string;
  readonly data: Readonly<Record<string, unknown>>;
  /** The service, and the API key (`key_…`) or person (`usr_…`) who asked for it. */
  readonly actor?: { readonly service: string; readonly on?: string };
  readonly traceId?: string | null;
}

export interface List<T> {
  readonly data: readonly T[];
  readonly nextCursor: string | null;
}

/** A license key that a customer has; of an item, from 1. */
export interface LicenseKey {
  /** `lic_…` */
  readonly id: string;
  readonly sku: string;
  readonly line: number;
  readonly key: string;
  readonly url: string;
}

/** What is written on each buyer's own copy of a file, and where. */
export interface Stamp {
  readonly text: string;
  readonly pages: 'all' | 'first' | 'last';
}

export interface FileVersion {
  readonly name: string;
  readonly size: number;
  readonly sha256: string;
  /** From 1; null where a former release answered. */
  readonly version: number | null;
  /** RFC 3339 */
  readonly addedAt: string | null;
  /** null: it is delivered as it is. */
  readonly stamp?: Stamp | null;
}

export interface Good {
  readonly sku: string;
  readonly kind: 'digital' | 'physical';
  readonly description: string;
  /** Which version of its files links serve. */
  readonly delivery: 'pinned' | 'latest';
  /** In their current versions. */
  readonly files: readonly FileVersion[];
  /** What kind of license keys it is sold with; null: without. */
  readonly licenseKeys: { readonly kind: 'pool' | 'pattern' | 'signed'; readonly activations: number } | null;
}
