// What was lost and what was done twice, by the merchants' journal and the log alone. Pure.

/** One line of the merchants' journal. */
export interface Line {
  readonly event: string;
  readonly kind: string;
  readonly key?: string;
  readonly order?: string;
  readonly operation?: string;
}

/** What a request began, by the id of its event; an order's own for `place`. */
export interface Begun {
  readonly id: string;
  readonly kind: string;
}

export interface Losses {
  /** Told to a merchant, and not in the log. */
  readonly lost: readonly string[];
  /** Keys with two orders or operations, orders or operations with two keys, and those in the log that no key can have
   *  begun. */
  readonly doubled: readonly string[];
}

/** The uuid behind a public id. */
export const uuidOf = (publicId: string): string =>
  publicId.replace(/^[a-z]+_/, '').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');

const repeated = (pairs: readonly (readonly [string, string])[]): readonly string[] =>
  [...Map.groupBy(pairs, ([first]) => first)]
    .filter(([, group]) => new Set(group.map(([, second]) => second)).size > 1)
    .map(([first]) => first);

/** What an answer told of, whether it was the last word or not. */
const idIn = ({ event, kind, order, operation }: Line): string | undefined => {
  const id = kind === 'place' ? order : operation;
  return event === 'invoke' || id === undefined ? undefined : uuidOf(id);
};

/** How many keys of a kind may have begun something that nobody was told of: they never had a last word, nor a name. */
const openKeysIn = (lines: readonly Line[]): ReadonlyMap<string, number> => {
  const open = [...Map.groupBy(lines, ({ kind, key }) => `${kind} ${key}`).values()].filter((group) =>
    group.every((line) => (line.event === 'invoke' || line.event === 'unknown') && idIn(line) === undefined),
  );
  return new Map([...Map.groupBy(open, ([line]) => line?.kind ?? '')].map(([kind, keys]) => [kind, keys.length]));
};

/** `begun`: the orders and requests for operations that the log knows. */
export const lossesIn = (lines: readonly Line[], begun: readonly Begun[]): Losses => {
  const keyed = lines.filter(({ key }) => key !== undefined);
  const told = keyed.flatMap((line) => {
    const id = idIn(line);
    return id === undefined ? [] : [{ ...line, id }];
  });
  const [toldIds, inLog] = [new Set(told.map(({ id }) => id)), new Set(begun.map(({ id }) => id))];
  const open = openKeysIn(keyed);
  const untold = Map.groupBy(
    begun.filter(({ id }) => !toldIds.has(id)),
    ({ kind }) => kind,
  );
  const pairs = told.map(({ key = '', id }) => [key, id] as const);
  const lost = told.filter(({ id }) => !inLog.has(id)).map(({ kind, id }) => `${kind} ${id}`);
  return {
    lost: [...new Set(lost)],
    doubled: [
      ...repeated(pairs),
      ...repeated(pairs.map(([key, id]) => [id, key])),
      ...[...untold].flatMap(([kind, group]) => group.slice(open.get(kind) ?? 0).map(({ id }) => `${kind} ${id}`)),
    ],
  };
};
