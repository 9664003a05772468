import type { ReceiptFacts } from './status-pages.js';

/** What of an order a receipt is made of. */
export interface DescribedOrder {
  readonly id: string;
  readonly currency: string;
  readonly customer: { readonly email: string; readonly name?: string | undefined } | null;
  readonly payment: { readonly brand: string; readonly last4: string };
  readonly items: readonly { readonly description: string; readonly quantity: number; readonly unitAmount: number | null }[];
  readonly amounts: ReceiptFacts['amounts'];
  readonly downloads: readonly { readonly sku: string; readonly fileName?: string; readonly url?: string }[];
  readonly consents?: ReceiptFacts['consents'];
}

/** The receipt of an order. Who was forgotten since has no name on it. */
export const receiptFacts = (order: DescribedOrder, returnPath: string): ReceiptFacts => ({
  order: order.id,
  currency: order.currency,
  email: order.customer?.email ?? '',
  name: order.customer?.name ?? '',
  brand: order.payment.brand,
  last4: order.payment.last4,
  items: order.items.map(({ description, quantity, unitAmount }) => ({
    description,
    quantity,
    amount: quantity * (unitAmount ?? 0),
  })),
  amounts: order.amounts,
  downloads: order.downloads.map(({ sku, fileName, url }) => ({ label: fileName ?? sku, url })),
  consents: order.consents ?? [],
  returnPath,
});
