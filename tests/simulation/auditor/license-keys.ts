import { type Evidence, type OrderBook, ofType, type Rule, type Violation } from './evidence.ts';

interface ToldKey {
  readonly book: OrderBook;
  readonly id: string;
  readonly isRevoked: boolean;
}

interface KeyEntitlement {
  readonly index: number;
  readonly line: number;
  readonly ids: readonly string[];
}

const entitlementsOf = (book: OrderBook): readonly KeyEntitlement[] =>
  ofType(book, 'DownloadsGranted').flatMap(({ data }) =>
    (data.entitlements ?? []).flatMap((one: { index?: number; line?: number; licenseKeys?: { keys?: { id: string }[] } }) =>
      one.licenseKeys === undefined
        ? []
        : [{ index: one.index ?? 0, line: one.line ?? 0, ids: (one.licenseKeys.keys ?? []).map(({ id }) => id) }],
    ),
  );

const toldIn = (book: OrderBook): readonly ToldKey[] => {
  const revoked = new Set(ofType(book, 'DownloadAccessRevoked').flatMap(({ data }) => (data.entitlements as number[]) ?? [0]));
  return entitlementsOf(book).flatMap(({ index, ids }) => ids.map((id) => ({ book, id, isRevoked: revoked.has(index) })));
};

const violation = ({ id: order }: OrderBook, detail: string): Violation => ({ rule: 'keys', order, detail });

/** How an order ends that nothing was paid for. */
const unpaidEnds = ['OrderPricingFailed', 'PaymentDeclined', 'OrderRejected'];

/** Keys of nobody: what was kept for an order that came to nothing went back, and what nobody was told is sold to nobody. */
const astray = (keys: Evidence['keys'], books: readonly OrderBook[], toldIds: ReadonlySet<string>): readonly Violation[] => {
  const bookOf = new Map(books.map((book) => [book.id, book]));
  const untold = keys.filter(({ id }) => !toldIds.has(id));
  return untold.flatMap(({ id, state, order }) => {
    const book = bookOf.get(order);
    const isKept = state === 'reserved' && book !== undefined && unpaidEnds.some((type) => ofType(book, type).length > 0);
    const isSold = state === 'issued' || state === 'revoked';
    return isKept || isSold ? [{ rule: 'keys' as const, order, detail: `key ${id} is ${state}, and nobody was told it` }] : [];
  });
};

const piecesWithout = (books: readonly OrderBook[]): readonly Violation[] =>
  books.flatMap((book) => {
    const quantityOf = (line: number): number => ofType(book, 'OrderPlaced')[0]?.data.lines?.[line - 1]?.quantity ?? 1;
    const wrong = entitlementsOf(book).filter(({ line, ids }) => ids.length !== quantityOf(line));
    return wrong.map(({ line, ids }) => violation(book, `line ${line} has ${ids.length} keys for ${quantityOf(line)} pieces`));
  });

const toldTwice = (told: readonly ToldKey[]): readonly Violation[] => {
  const twice = [...Map.groupBy(told, ({ id }) => id).values()].filter((all) => all.length > 1);
  return twice.flatMap((all) => all.map(({ book, id }) => violation(book, `key ${id} was told ${all.length} times`)));
};

type Stock = ReadonlyMap<string, Evidence['keys'][number]>;

const untrue = (told: readonly ToldKey[], stock: Stock): readonly Violation[] =>
  told.flatMap(({ book, id, isRevoked }) => {
    const key = stock.get(id);
    const isTrue = key?.state === (isRevoked ? 'revoked' : 'issued') && key.order === book.id;
    return isTrue ? [] : [violation(book, `key ${id} is ${key?.state} in the stock, which the log does not say`)];
  });

/** A key for each piece that was paid for; none is told to two; and in the end the stock says of each what the log says. */
export const keysAreOnes: Rule = ({ keys }, books) => {
  const told = books.flatMap(toldIn);
  const stock = new Map(keys.map((key) => [key.id, key]));
  return [
    ...piecesWithout(books),
    ...toldTwice(told),
    ...untrue(told, stock),
    ...astray(keys, books, new Set(told.map(({ id }) => id))),
  ];
};
