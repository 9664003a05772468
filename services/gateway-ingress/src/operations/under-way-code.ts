import { isPending, type Order } from '@tollgate/order';

/** What of the order's authorization is being given up or captured, as whoever wants to take more is told; undefined where nothing is. */
export const underWayCodeOf = ({ payment }: Order): 'void_pending' | 'capture_pending' | undefined => {
  const pending = payment.operations.filter(isPending);
  if (pending.some(({ kind }) => kind === 'void')) return 'void_pending';
  return pending.some(({ kind }) => kind === 'capture') ? 'capture_pending' : undefined;
};
