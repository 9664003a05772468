import { isDeliveryOver, isLicenseKeys, type Order } from '@tollgate/order';

/** A key that was taken for an order. */
export interface TakenKey {
  readonly id: string;
  readonly kind: string;
  readonly state: string;
  /** It was taken so long ago that an order that is not in the log will never be. */
  readonly isOld: boolean;
}

export type KeyChange =
  | { readonly id: string; readonly to: 'issued'; readonly activations: number }
  | { readonly id: string; readonly to: 'revoked' | 'free' | 'gone' };

interface Told {
  readonly isRevoked: boolean;
  readonly activations: number;
}

/** The latest grant of a key counts: a line that was refunded, and paid again, has its keys again. */
const toldIn = ({ delivery }: Order): ReadonlyMap<string, Told> =>
  new Map(
    delivery.entitlements.filter(isLicenseKeys).flatMap(({ form, isRevoked }) => {
      const { keys, activations } = form.value;
      return keys.map(({ id }) => [id, { isRevoked, activations }] as const);
    }),
  );

/** A key that nobody was told goes back to its pool; one that was made for the order goes. */
const givenBack = ({ id, kind }: TakenKey): KeyChange => ({ id, to: kind === 'pool' ? 'free' : 'gone' });

const changeOf = (key: TakenKey, told: Told | undefined, isOver: boolean): KeyChange | undefined => {
  const { id, state } = key;
  if (told === undefined) return isOver && state === 'reserved' ? givenBack(key) : undefined;
  if (told.isRevoked) return state === 'revoked' ? undefined : { id, to: 'revoked' };
  return state === 'issued' ? undefined : { id, to: 'issued', activations: told.activations };
};

/** What the log says of an order's keys, where the stock does not say it yet: a key that was granted is issued, one whose line was refunded is
 *  revoked, unless the same order paid it again, and what was only kept for the order is given back once it can never be granted. `order` is
 *  undefined where none is in the log: then a key is given back when it was kept for an hour. */
export const followOrder = (keys: readonly TakenKey[], order: Order | undefined): readonly KeyChange[] => {
  if (order === undefined) return keys.filter(({ state, isOld }) => state === 'reserved' && isOld).map(givenBack);
  const told = toldIn(order);
  const isOver = isDeliveryOver(order);
  return keys.flatMap((key) => changeOf(key, told.get(key.id), isOver) ?? []);
};
