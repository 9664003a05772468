/** What can be printed of an order. */
export const printKinds = ['receipts', 'slips'] as const;
export type PrintKind = (typeof printKinds)[number];

/** More than this no page holds. */
export const mostPrinted = 200;

const kept = 'tollgate-print';
const orderId = /^ord_[0-9a-f]{32}$/;

/** Which orders are to be printed: too many for an address. Kept in this tab, so that the page can be loaded anew. */
export const keepPrintJob = (orders: readonly string[]): void => sessionStorage.setItem(kept, orders.join(' '));

export const printJob = (): readonly string[] =>
  (sessionStorage.getItem(kept) ?? '')
    .split(' ')
    .filter((id) => orderId.test(id))
    .slice(0, mostPrinted);
