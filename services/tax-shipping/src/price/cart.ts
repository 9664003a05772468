import type { OrderLine, Screening, TaxAddress } from '@tollgate/contracts';
import type { Money } from '@tollgate/money';

/** What there is to price: an order as it was placed, or a quote. */
export interface Cart {
  readonly currency: string;
  readonly lines: readonly OrderLine[];
  /** Empty: the merchant's first method that goes there. */
  readonly shippingMethod: string;
  readonly billing?: TaxAddress | undefined;
  readonly shipping?: TaxAddress | undefined;
  /** Of an order; handed on, so that fraud decides from the priced event alone. */
  readonly screening?: Screening | undefined;
  /** What the customer of an order was shown, where that was said. */
  readonly expectedTotal?: Money | undefined;
}

/** Why a cart has no price. The code is stable and part of the API; the field is a JSON pointer into the merchant's
 *  request. */
export interface Unpriced {
  readonly code: string;
  readonly field: string;
  readonly detail: string;
}

/** Where the cart is taxed and sent, in its normal form, and where in the request that was said. */
export interface Destination {
  readonly address: TaxAddress;
  readonly field: string;
}

/** The goods' price in minor units of the cart's currency, before shipping and tax. */
export const subtotalOf = ({ lines }: Pick<Cart, 'lines'>): bigint =>
  lines.reduce((sum, { unitAmount, quantity }) => sum + (unitAmount?.minor ?? 0n) * BigInt(quantity), 0n);
