import type { OrderLine, Place, Screening } from '@tollgate/contracts';

/** What there is to price: an order as it was placed, or a quote. */
export interface Cart {
  readonly currency: string;
  readonly lines: readonly OrderLine[];
  /** Empty: the merchant's first method. */
  readonly shippingMethod: string;
  readonly billing?: Place | undefined;
  readonly shipping?: Place | undefined;
  /** Of an order; handed on, so that fraud decides from the priced event alone. */
  readonly screening?: Screening | undefined;
}

/** Why a cart has no price. The code is stable and part of the API; the field is a JSON pointer into the merchant's request. */
export interface Unpriced {
  readonly code: string;
  readonly field: string;
  readonly detail: string;
}
