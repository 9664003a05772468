import type { BasketRequest } from '../baskets/basket-request.js';

/** A merchant's order as it came in: well-formed, not yet checked against the world. */
export interface OrderRequest extends BasketRequest {
  readonly type: 'sale' | 'preauth';
  readonly customer: CustomerRequest;
  readonly metadata?: Readonly<Record<string, string>> | undefined;
  /** The merchant's own order number. */
  readonly reference?: string | undefined;
  readonly referenceIsUnique?: boolean | undefined;
  /** Minor units: what the customer was shown. An order that comes to anything else is not charged. */
  readonly expectedTotal?: number | undefined;
  /** What the customer agreed to on the payment page; no merchant's server says so for them. */
  readonly consents?: readonly AcceptedConsent[] | undefined;
}

export interface AcceptedConsent {
  readonly id: string;
  /** In the words that were read. */
  readonly text: string;
}

export interface CustomerRequest {
  readonly email: string;
  readonly name?: string | undefined;
  readonly phone?: string | undefined;
  readonly ipAddress?: string | undefined;
}
