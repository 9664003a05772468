/** A merchant's order as it came through the door: well-formed, not yet checked against the world. Amounts are minor units. */
export interface OrderRequest extends BasketRequest {
  readonly type: 'sale' | 'preauth';
  readonly customer: CustomerRequest;
  readonly metadata?: Readonly<Record<string, string>> | undefined;
}

/** What is bought and where it goes: all that a quote asks for. */
export interface BasketRequest {
  /** ISO 4217 */
  readonly currency: string;
  readonly items: readonly ItemRequest[];
  readonly shippingMethod?: string | undefined;
  readonly billingAddress: AddressRequest;
  /** Left out where nothing is shipped. */
  readonly shippingAddress?: AddressRequest | undefined;
}

export interface ItemRequest {
  readonly sku: string;
  readonly description?: string | undefined;
  readonly kind: 'digital' | 'physical';
  readonly quantity: number;
  readonly unitAmount: number;
  readonly weightGrams?: number | undefined;
}

export interface CustomerRequest {
  readonly email: string;
  readonly name?: string | undefined;
  readonly phone?: string | undefined;
  readonly ipAddress?: string | undefined;
}

export interface AddressRequest {
  readonly name?: string | undefined;
  readonly line1?: string | undefined;
  readonly line2?: string | undefined;
  readonly city?: string | undefined;
  readonly region?: string | undefined;
  readonly postalCode?: string | undefined;
  /** ISO 3166-1 alpha-2 */
  readonly country: string;
}

/** One thing wrong with a request. */
export interface FieldError {
  /** Stable, part of the API. */
  readonly code: string;
  /** JSON pointer into the request. Source: RFC 6901. */
  readonly field: string;
}
