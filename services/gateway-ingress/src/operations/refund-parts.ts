import type { Money } from '@tollgate/money';

type Amount = Pick<Money, 'minor'> | undefined;

/** What of a refund falls on lines, goods and tax apart, and on shipping. */
interface RefundParts {
  readonly lines: readonly { readonly line: number; readonly quantity: number; readonly goods?: Amount; readonly tax?: Amount }[];
  readonly shipping?: Amount;
  readonly shippingTax?: Amount;
}

/** An amount as answers show it; nothing is 0. */
export const minorOf = (amount: Amount): number => Number(amount?.minor ?? 0n);

/** The parts of a refund that is asked for, waits or was given back, as answers show them. */
export const describeRefundParts = ({ lines, shipping, shippingTax }: RefundParts) => ({
  lines: lines.map(({ line, quantity, goods, tax }) => ({ line, quantity, goods: minorOf(goods), tax: minorOf(tax) })),
  shipping: minorOf(shipping),
  shippingTax: minorOf(shippingTax),
});
