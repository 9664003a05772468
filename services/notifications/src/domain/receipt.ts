import { type Money as Amount, toPublicId } from '@tollgate/contracts';
import { invariant } from '@tollgate/errors';
import { type Money, times, toDecimal } from '@tollgate/money';
import { type EntitlementState, type Order } from '@tollgate/order';

/** What a receipt says of the person who bought: the part of an order's personal data that is printed. */
export interface Customer {
  readonly email: string;
  readonly name?: string;
  readonly shippingAddress?: { readonly name?: string; readonly line1?: string; readonly line2?: string; readonly city?: string };
}

/** A receipt's content, ready to be set in text or HTML: every amount, date and size as it is read. Nothing in it is escaped yet. */
export interface Receipt {
  /** `ord_…` */
  readonly order: string;
  readonly seller: string;
  /** YYYY-MM-DD, UTC. */
  readonly placedOn: string;
  /** Empty when the customer gave none. */
  readonly customerName: string;
  readonly lines: readonly ReceiptLine[];
  /** Subtotal, shipping, each tax, total: in this order, with what is paid last. */
  readonly sums: readonly Sum[];
  /** `Visa ending in 1111` */
  readonly card: string;
  readonly charged: string;
  /** Lines of the address; empty when nothing is shipped. */
  readonly shipTo: readonly string[];
  readonly downloads: readonly Download[];
  /** `2026-11-26 12:00 UTC`; empty without downloads. */
  readonly downloadsUntil: string;
}

export interface ReceiptLine {
  readonly description: string;
  readonly sku: string;
  readonly quantity: number;
  readonly unit: string;
  readonly amount: string;
}

export interface Sum {
  readonly label: string;
  readonly amount: string;
}

export interface Download {
  readonly fileName: string;
  readonly size: string;
  /** Of the page with the button, never of the file itself: mail scanners open links. */
  readonly url: string;
}

/** Tells the address of an entitlement's page. */
export type LinkOf = (entitlement: EntitlementState) => string;

const brandNames: Readonly<Record<string, string>> = {
  visa: 'Visa',
  mastercard: 'Mastercard',
  amex: 'American Express',
  discover: 'Discover',
  diners: 'Diners Club',
  jcb: 'JCB',
  unionpay: 'UnionPay',
};

/** `54.26 USD`, `5426 JPY`, `5.426 KWD`: decimals by ISO 4217, the code behind, so that no reader takes one dollar for another. */
export const showMoney = ({ minor, currency }: Money): string => `${toDecimal(minor, currency)} ${currency}`;

/** `1.0 MiB`; bytes below one KiB. */
export const showSize = (sizeBytes: bigint): string => {
  const units = ['bytes', 'KiB', 'MiB', 'GiB', 'TiB'];
  let size = Number(sizeBytes);
  let unit = 0;
  while (size >= 1024 && unit < units.length - 1) {
    size /= 1024;
    unit += 1;
  }
  return unit === 0 ? `${size} bytes` : `${size.toFixed(1)} ${units[unit]}`;
};

/** `4.75 %` for 47500 parts per million. */
export const showRate = (ratePpm: number): string => `${(ratePpm / 10_000).toFixed(4).replace(/\.?0+$/, '')} %`;

const required = (amount: Amount | undefined, what: string): Money => {
  invariant(amount !== undefined, `a paid order says its ${what}`);
  return amount;
};

const linesOf = ({ placed }: Order): readonly ReceiptLine[] =>
  placed.lines.map(({ description, sku, quantity, unitAmount }) => {
    const unit = required(unitAmount, 'unit amounts');
    return { description, sku, quantity, unit: showMoney(unit), amount: showMoney(times(unit, quantity)) };
  });

const sumsOf = ({ pricing }: Order): readonly Sum[] => {
  invariant(pricing !== undefined, 'a paid order is priced');
  const shipping = required(pricing.shipping, 'shipping');
  const taxes = pricing.taxLines.map(({ name, jurisdiction, ratePpm, amount }) => ({
    label: `${name || 'Tax'} (${jurisdiction}, ${showRate(ratePpm)})`,
    amount: showMoney(required(amount, 'taxes')),
  }));
  return [
    { label: 'Subtotal', amount: showMoney(required(pricing.subtotal, 'subtotal')) },
    ...(pricing.shippingMethod === '' ? [] : [{ label: `Shipping (${pricing.shippingMethod})`, amount: showMoney(shipping) }]),
    ...(taxes.length > 0 ? taxes : [{ label: 'Tax', amount: showMoney(required(pricing.tax, 'tax')) }]),
    { label: 'Total', amount: showMoney(required(pricing.total, 'total')) },
  ];
};

const cardOf = ({ placed: { card } }: Order): string =>
  card === undefined ? 'Card' : `${brandNames[card.brand] ?? 'Card'} ending in ${card.last4}`;

const shipToOf = ({ placed: { shipping } }: Order, { name, shippingAddress }: Customer): readonly string[] => {
  if (shipping === undefined) return [];
  const { line1, line2, city } = shippingAddress ?? {};
  const place = [city, shipping.region, shipping.postalCode].filter(Boolean).join(' ');
  return [shippingAddress?.name ?? name, line1, line2, place, shipping.country].filter(
    (line) => line !== undefined && line !== '',
  ) as string[];
};

/** The receipt of a captured order. `linkOf` tells the address of a download's page. Throws where the order is not priced and captured: a defect. */
export const composeReceipt = (order: Order, customer: Customer, linkOf: LinkOf): Receipt => {
  const { captured } = order.payment;
  invariant(captured !== undefined, 'a receipt is for money that was taken');
  const { entitlements, expiresAt } = order.delivery;
  return {
    order: toPublicId('ord', order.id),
    seller: order.merchant,
    placedOn: order.placedAt.slice(0, 10),
    customerName: customer.name ?? '',
    lines: linesOf(order),
    sums: sumsOf(order),
    card: cardOf(order),
    charged: showMoney(required(captured.amount, 'captured amount')),
    shipTo: shipToOf(order, customer),
    downloads: entitlements.map((entitlement) => ({
      fileName: entitlement.file.name,
      size: showSize(entitlement.file.sizeBytes),
      url: linkOf(entitlement),
    })),
    downloadsUntil: expiresAt === '' ? '' : `${expiresAt.slice(0, 16).replace('T', ' ')} UTC`,
  };
};
