import type { Operation, Order } from '../api/order.js';

/** What may be done with an order now, as far as its state tells; the gateway decides. Amounts in minor units. */
export interface AvailableActions {
  /** 0: nothing may be captured. */
  readonly capturable: number;
  readonly refundable: number;
  readonly canVoid: boolean;
  readonly canReview: boolean;
  readonly canResend: boolean;
  readonly canReissue: boolean;
}

const open: ReadonlySet<string> = new Set(['authorized', 'partially_captured']);

/** What is under way counts as done. */
const underWay = (operations: readonly Operation[], kind: Operation['kind']): number =>
  operations.filter((one) => one.kind === kind && one.status === 'pending').reduce((sum, { amount }) => sum + amount, 0);

const isReleasing = (operations: readonly Operation[]): boolean =>
  operations.some(({ status, kind, final }) => status === 'pending' && (kind === 'void' || final === true));

export const availableActions = (order: Order, operations: readonly Operation[]): AvailableActions => {
  const { captured, refunded, total } = order.amounts;
  const isOpen = open.has(order.payment.status) && !isReleasing(operations);
  const capturable = isOpen ? Math.max(0, (total ?? 0) - captured - underWay(operations, 'capture')) : 0;
  return {
    capturable,
    refundable: Math.max(0, captured - refunded - underWay(operations, 'refund')),
    canVoid: capturable > 0 && underWay(operations, 'capture') === 0,
    canReview: order.status === 'review',
    canResend: captured > 0 || order.mails.length > 0,
    canReissue: order.downloads.length > 0,
  };
};
