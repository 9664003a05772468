import { useMoney } from '../ui/money.js';
import { type PlannedOrder, sumsOf } from './bulk-plan.js';

/** Amounts by currency, in words: `$216.00 · €50.00`. */
export const useSums = (): ((orders: readonly Pick<PlannedOrder, 'amount' | 'currency'>[]) => string) => {
  const money = useMoney();
  return (orders) =>
    sumsOf(orders)
      .map(([currency, minor]) => money(minor, currency))
      .join(' · ');
};
