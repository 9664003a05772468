import type { AddressRequest } from '../addresses/normal-address.js';

/** What is bought and where it goes: well-formed, not yet checked against the world. All that a quote asks for. Amounts are minor units. */
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
