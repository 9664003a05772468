import type { FieldError } from '../../validation/field-error.js';

/** A way to deliver, and what it costs there. */
export interface OfferedMethod {
  readonly name: string;
  /** Minor units. */
  readonly amount: number;
}

/** What a basket costs. */
export interface PageQuote {
  readonly amounts: { readonly [Name in 'subtotal' | 'shipping' | 'tax' | 'total']: number };
  /** Empty where nothing is delivered by a carrier. */
  readonly methods: readonly OfferedMethod[];
  readonly method: string;
}

/** `quote` is undefined as long as the form does not say enough, or where it cannot be had. */
export interface PricedForm {
  readonly quote: PageQuote | undefined;
  readonly errors: readonly FieldError[];
  /** Nothing goes to this address. */
  readonly isServed: boolean;
}
