import { useEffect, useMemo, useState } from 'react';
import type { Order } from '../api/order.js';
import { onKeys } from '../shell/keys.js';
import { mostOrders } from './bulk-plan.js';
import { nothingChosen, refreshed, toggled, withAll, withoutAll } from './selection.js';

export interface Chosen {
  /** As they are now, as far as the list shows them. */
  readonly orders: readonly Order[];
  readonly has: (id: string) => boolean;
  /** All that the list shows are. */
  readonly isListChosen: boolean;
  readonly toggle: (id: string, isRange: boolean) => void;
  readonly add: (orders: readonly Order[]) => void;
  readonly remove: (orders: readonly Order[]) => void;
  readonly clear: () => void;
}

/** The orders that were chosen from a list. `of` names the list: of another one nothing is chosen. `x` chooses the row that the keyboard has
 *  reached. */
export const useSelection = (list: readonly Order[], of: string): Chosen => {
  const [{ selection, name }, set] = useState({ selection: nothingChosen, name: of });
  const own = name === of ? selection : nothingChosen;
  const orders = useMemo(() => refreshed(own, list).orders, [own, list]);
  const change = (by: (before: typeof selection) => typeof selection): void =>
    set((before) => ({ selection: by(before.name === of ? before.selection : nothingChosen), name: of }));
  const toggle = (id: string, isRange: boolean): void =>
    change((before) => toggled(before, { list, id, isRange, most: mostOrders }));
  useEffect(() => {
    const chooseRow = (isRange: boolean) => (): void => {
      const id = document.activeElement?.closest<HTMLElement>('[data-order-id]')?.dataset.orderId;
      if (id !== undefined) toggle(id, isRange);
    };
    return onKeys({ x: chooseRow(false), 'Shift+X': chooseRow(true) });
  });
  return {
    orders: [...orders.values()],
    has: (id) => own.orders.has(id),
    isListChosen: list.every(({ id }) => own.orders.has(id)),
    toggle,
    add: (more) => change((before) => withAll(before, more, mostOrders)),
    remove: (gone) => change((before) => withoutAll(before, gone)),
    clear: () => set({ selection: nothingChosen, name: of }),
  };
};
