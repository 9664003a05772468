import type { Order } from '../api/order.js';

/** The orders that were chosen, by id, and the one that a range begins at. */
export interface Selection {
  readonly orders: ReadonlyMap<string, Order>;
  readonly anchor: string | undefined;
}

export const nothingChosen: Selection = { orders: new Map(), anchor: undefined };

/** `most`: no more than so many can be chosen; those beyond are passed over. */
export const withAll = (selection: Selection, orders: readonly Order[], most: number): Selection => ({
  ...selection,
  orders: new Map([...selection.orders, ...orders.map((order) => [order.id, order] as const)].slice(0, most)),
});

export const withoutAll = ({ orders }: Selection, gone: readonly Order[]): Selection => {
  const ids = new Set(gone.map(({ id }) => id));
  return { orders: new Map([...orders].filter(([id]) => !ids.has(id))), anchor: undefined };
};

/** From the anchor to this one, both included, as the list has them; this one alone where the anchor is not in it. */
const range = (list: readonly Order[], from: string | undefined, to: string): readonly Order[] => {
  const ends = [from, to].map((id) => list.findIndex((order) => order.id === id));
  const [first = -1, last = -1] = ends.toSorted((a, b) => a - b);
  return first === -1 ? list.filter(({ id }) => id === to) : list.slice(first, last + 1);
};

/** An order is chosen, or no longer; with Shift, the same becomes of all from the one that was reached before. */
export const toggled = (
  selection: Selection,
  {
    list,
    id,
    isRange,
    most,
  }: { readonly list: readonly Order[]; readonly id: string; readonly isRange: boolean; readonly most: number },
): Selection => {
  const meant = range(list, isRange ? selection.anchor : undefined, id);
  const next = selection.orders.has(id) ? withoutAll(selection, meant) : withAll(selection, meant, most);
  return { ...next, anchor: id };
};

/** The same orders as they are now, where the list shows them. */
export const refreshed = ({ orders, anchor }: Selection, list: readonly Order[]): Selection => {
  const now = new Map(list.map((order) => [order.id, order]));
  return { anchor, orders: new Map([...orders].map(([id, order]) => [id, now.get(id) ?? order])) };
};
