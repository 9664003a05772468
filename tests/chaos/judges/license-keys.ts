// Whether each license key was sold once, and to whom it should be: by what merchants were told, the log and the stock. Pure.

/** What became of an order of license keys, by the log. */
export interface KeyOrder {
  /** uuid, as all orders and keys here. */
  readonly order: string;
  readonly pieces: number;
  readonly granted: readonly { readonly ids: readonly string[]; readonly isRevoked: boolean }[];
  readonly isPaid: boolean;
  readonly isRefunded: boolean;
  /** Declined, rejected, reversed, or voided before anything was captured. */
  readonly isGivenUp: boolean;
}

export interface StockedKey {
  readonly id: string;
  readonly state: string;
  readonly order: string | null;
}

export interface ToldKey {
  readonly id: string;
  readonly key: string;
}

export interface KeyEvidence {
  /** What we put into the pools. */
  readonly handedIn: ReadonlySet<string>;
  /** Every answer that told of keys. */
  readonly told: readonly { readonly order: string; readonly keys: readonly string[] }[];
  /** What each order says at the end. */
  readonly now: ReadonlyMap<string, readonly ToldKey[]>;
  readonly orders: readonly KeyOrder[];
  readonly stock: readonly StockedKey[];
}

export interface KeyJudgement {
  readonly sold: number;
  readonly revoked: number;
  readonly free: number;
  /** For orders that are still open. */
  readonly kept: number;
  /** For orders that were never placed, as their request broke off: they go back after some minutes, or an hour where its replica died. */
  readonly unplaced: number;
  readonly broken: readonly string[];
}

const toldTwice = ({ told, now, handedIn }: KeyEvidence): readonly string[] => {
  const latest = [...now].map(([order, keys]) => ({ order, keys: keys.map(({ key }) => key) }));
  const pairs = [...told, ...latest].flatMap(({ order, keys }) => keys.map((key) => [key, order] as const));
  return [...Map.groupBy(pairs, ([key]) => key)].flatMap(([key, all]) => {
    const orders = [...new Set(all.map(([, order]) => order))];
    return [
      ...(orders.length > 1 ? [`${key} was told of ${orders.join(' and ')}`] : []),
      ...(handedIn.has(key) ? [] : [`${key} was never handed in`]),
    ];
  });
};

/** What an order was told stays its own until it is refunded. */
const changed = ({ told, now, orders }: KeyEvidence): readonly string[] => {
  const refunded = new Set(orders.filter(({ isRefunded }) => isRefunded).map(({ order }) => order));
  const gone = told.filter(({ order, keys }) => {
    const still = new Set(now.get(order)?.map(({ key }) => key));
    return !refunded.has(order) && keys.some((key) => !still.has(key));
  });
  return [...new Set(gone.map(({ order }) => order))].map((order) => `${order} has other keys than it was told`);
};

const wrongOrder = ({ order, pieces, granted, isPaid, isRefunded }: KeyOrder, now: KeyEvidence['now']): readonly string[] => {
  const valid = granted.filter(({ isRevoked }) => !isRevoked).flatMap(({ ids }) => ids);
  const shown = now.get(order)?.map(({ id }) => id) ?? [];
  const isShown = shown.length === valid.length && valid.every((id) => shown.includes(id));
  return [
    ...(isPaid && !isRefunded && new Set(valid).size !== pieces
      ? [`${order} is paid, and has ${valid.length} of ${pieces} keys`]
      : []),
    ...(!isPaid && granted.length > 0 ? [`${order} is not paid, and has keys`] : []),
    ...(isRefunded && valid.length > 0 ? [`${order} was refunded, and keeps its keys`] : []),
    ...(isShown ? [] : [`${order} shows ${shown.length} keys, and the log says ${valid.length}`]),
  ];
};

interface Owned {
  readonly order: string;
  readonly isRevoked: boolean;
}

const ownersIn = (orders: readonly KeyOrder[]): ReadonlyMap<string, Owned> =>
  new Map(
    orders.flatMap(({ order, granted }) =>
      granted.flatMap(({ ids, isRevoked }) => ids.map((id) => [id, { order, isRevoked }] as const)),
    ),
  );

/** Whether the stock says of a key what the log says. */
const wrongKey = (
  { id, state, order }: StockedKey,
  owner: Owned | undefined,
  givenUp: ReadonlySet<string>,
): readonly string[] => {
  const isTrue =
    owner === undefined
      ? state === 'free' || (state === 'reserved' && !givenUp.has(order ?? ''))
      : state === (owner.isRevoked ? 'revoked' : 'issued') && order === owner.order;
  return isTrue
    ? []
    : [`key ${id} is ${state} for ${order}, and by the log ${owner === undefined ? 'nobody’s' : `of ${owner.order}`}`];
};

export const judgeKeys = (evidence: KeyEvidence): KeyJudgement => {
  const { orders, stock, now, handedIn } = evidence;
  const owners = ownersIn(orders);
  const givenUp = new Set(orders.filter(({ isGivenUp, isRefunded }) => isGivenUp || isRefunded).map(({ order }) => order));
  const stocked = new Set(stock.map(({ id }) => id));
  const placed = new Set(orders.map(({ order }) => order));
  const countOf = (state: string): number => stock.filter((key) => key.state === state).length;
  const unplaced = stock.filter(({ state, order }) => state === 'reserved' && !placed.has(order ?? '')).length;
  return {
    sold: countOf('issued'),
    revoked: countOf('revoked'),
    free: countOf('free'),
    kept: countOf('reserved') - unplaced,
    unplaced,
    broken: [
      ...toldTwice(evidence),
      ...changed(evidence),
      ...orders.flatMap((order) => wrongOrder(order, now)),
      ...stock.flatMap((key) => wrongKey(key, owners.get(key.id), givenUp)),
      ...[...owners.keys()].filter((id) => !stocked.has(id)).map((id) => `key ${id} was sold, and is in no stock`),
      ...(stock.length === handedIn.size ? [] : [`${handedIn.size} keys were handed in, and ${stock.length} are there`]),
    ],
  };
};
