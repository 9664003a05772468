import type { ReportedOrder } from './reported-order.js';

/** What was sold on one UTC day. As a change it may be negative. Amounts are in minor units of `currency`. */
export interface DailySales {
  readonly merchant: string;
  readonly mode: 'test' | 'live';
  readonly currency: string;
  /** YYYY-MM-DD: the UTC day on which the money was taken. */
  readonly day: string;
  readonly orderCount: number;
  readonly capturedMinor: bigint;
  readonly taxMinor: bigint;
  readonly shippingMinor: bigint;
}

/** What one order is part of its day with; undefined until its money was taken. Tax and shipping are as priced. */
export const saleOf = ({ order, capturedAt }: ReportedOrder): DailySales | undefined => {
  const amount = order.payment.captured?.amount;
  if (amount === undefined || capturedAt === undefined) return undefined;
  return {
    merchant: order.merchant,
    mode: order.mode,
    currency: amount.currency,
    day: capturedAt.slice(0, 10),
    orderCount: 1,
    capturedMinor: amount.minor,
    taxMinor: order.pricing?.tax?.minor ?? 0n,
    shippingMinor: order.pricing?.shipping?.minor ?? 0n,
  };
};

const negative = (sale: DailySales): DailySales => ({
  ...sale,
  orderCount: -sale.orderCount,
  capturedMinor: -sale.capturedMinor,
  taxMinor: -sale.taxMinor,
  shippingMinor: -sale.shippingMinor,
});

const isNothing = ({ orderCount, capturedMinor, taxMinor, shippingMinor }: DailySales): boolean =>
  orderCount === 0 && capturedMinor === 0n && taxMinor === 0n && shippingMinor === 0n;

const keyOf = ({ merchant, mode, currency, day }: DailySales): string => JSON.stringify([merchant, mode, currency, day]);

/** Sums by merchant, mode, currency and day; days without any change are left out. */
export const sumSales = (sales: readonly DailySales[]): readonly DailySales[] => {
  const sums = new Map<string, DailySales>();
  for (const sale of sales) {
    const key = keyOf(sale);
    const sum = sums.get(key);
    const added = sum && {
      ...sale,
      orderCount: sum.orderCount + sale.orderCount,
      capturedMinor: sum.capturedMinor + sale.capturedMinor,
      taxMinor: sum.taxMinor + sale.taxMinor,
      shippingMinor: sum.shippingMinor + sale.shippingMinor,
    };
    sums.set(key, added ?? sale);
  }
  return [...sums.values()].filter((sum) => !isNothing(sum));
};

/** How an order that came from `before` to `after` changes its days: what it was part of them with goes, what it is part of them with comes. */
export const salesChange = (before: ReportedOrder | undefined, after: ReportedOrder): readonly DailySales[] => {
  const gone = before && saleOf(before);
  const come = saleOf(after);
  return sumSales([...(gone ? [negative(gone)] : []), ...(come ? [come] : [])]);
};
