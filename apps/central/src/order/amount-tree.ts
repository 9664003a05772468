import type { Order, OrderEvent } from '../api/order.js';
import { amountIn, type Data, listIn, numberIn, textIn } from './event-data.js';

/** Where a part of the total comes from. */
export type AmountReason =
  | { readonly kind: 'total' | 'goods' | 'taxes' }
  | { readonly kind: 'item'; readonly name: string; readonly quantity: number; readonly unitAmount: number }
  | { readonly kind: 'shipping'; readonly method: string }
  | { readonly kind: 'tax'; readonly name: string; readonly jurisdiction: string; readonly tax: TaxRule }
  | { readonly kind: 'taxShare'; readonly name: string | undefined; readonly taxable: number };

/** Which rate, on what, and how it was rounded. */
export interface TaxRule {
  /** In percent, exact: 8.875 */
  readonly percent: string;
  readonly taxable: number;
  /** Taxable times rate, exact, in minor units: 131.8 */
  readonly exact: string;
  /** e.g. half_up_per_line */
  readonly rounding: string;
}

export interface AmountNode {
  readonly id: string;
  readonly reason: AmountReason;
  /** Minor units; the parts of a node add up to it. */
  readonly amount: number;
  readonly parts: readonly AmountNode[];
}

const PPM_DIGITS = 6;

/** A whole number divided by a power of ten, exact: 131800000 by 6 digits is 131.8. */
export const scaled = (value: bigint, digits: number): string => {
  const text = value.toString().padStart(digits + 1, '0');
  const fraction = text.slice(-digits).replace(/0+$/, '');
  return fraction === '' ? text.slice(0, -digits) : `${text.slice(0, -digits)}.${fraction}`;
};

const node = (
  id: string,
  reason: AmountReason,
  rest: { readonly amount: number; readonly parts?: readonly AmountNode[] },
): AmountNode => ({
  id,
  reason,
  amount: rest.amount,
  parts: rest.parts ?? [],
});

const goodsNode = ({ items, amounts }: Order): AmountNode =>
  node(
    'goods',
    { kind: 'goods' },
    {
      amount: amounts.subtotal,
      parts: items.map(({ description, quantity, unitAmount }, index) =>
        node(`item-${index + 1}`, { kind: 'item', name: description, quantity, unitAmount }, { amount: quantity * unitAmount }),
      ),
    },
  );

const shareNodes = (line: Data, id: string, { items }: Order): readonly AmountNode[] =>
  listIn(line, 'shares').map((share) => {
    const number = numberIn(share, 'line');
    const name = number === 0 ? undefined : items[number - 1]?.description;
    return node(
      `${id}-share-${number}`,
      { kind: 'taxShare', name, taxable: amountIn(share, 'taxable').minor },
      {
        amount: amountIn(share, 'amount').minor,
      },
    );
  });

const taxNode = (
  line: Data,
  id: string,
  { order, rounding }: { readonly order: Order; readonly rounding: string },
): AmountNode => {
  const taxable = amountIn(line, 'taxable').minor;
  const rate = BigInt(numberIn(line, 'ratePpm'));
  const tax = { percent: scaled(rate, 4), taxable, exact: scaled(BigInt(taxable) * rate, PPM_DIGITS), rounding };
  const reason = { kind: 'tax', name: textIn(line, 'name'), jurisdiction: textIn(line, 'jurisdiction'), tax } as const;
  return node(id, reason, { amount: amountIn(line, 'amount').minor, parts: shareNodes(line, id, order) });
};

/** The total of an order and what it is made of, down to the tax on each item; undefined until it is priced. */
export const amountTree = (order: Order, events: readonly OrderEvent[]): AmountNode | undefined => {
  const { total, shipping, tax } = order.amounts;
  const priced = events.find(({ type }) => type === 'OrderPriced')?.data;
  if (total === null || priced === undefined) return undefined;
  const rounding = textIn(priced, 'rounding');
  const taxes = listIn(priced, 'taxLines').map((line, index) => taxNode(line, `tax-${index}`, { order, rounding }));
  const isShipped = (shipping ?? 0) > 0 || order.shippingMethod !== null;
  return node(
    'total',
    { kind: 'total' },
    {
      amount: total,
      parts: [
        goodsNode(order),
        ...(isShipped
          ? [node('shipping', { kind: 'shipping', method: order.shippingMethod ?? '' }, { amount: shipping ?? 0 })]
          : []),
        node('taxes', { kind: 'taxes' }, { amount: tax ?? 0, parts: taxes }),
      ],
    },
  );
};
