// What was lost and what was done twice, by the merchant's journal and the log alone. Pure.

/** One line of the merchant's journal. */
export interface Line {
  readonly event: string;
  readonly kind: string;
  readonly key?: string;
  readonly order?: string;
  readonly operation?: string;
}

export interface Losses {
  /** Told to the merchant as done, and not in the log. */
  readonly lost: readonly string[];
  /** Keys with two orders or operations, and orders or operations with two keys. */
  readonly doubled: readonly string[];
}

/** The uuid behind a public id. */
export const uuidOf = (publicId: string): string =>
  publicId.replace(/^[a-z]+_/, '').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');

const repeated = (pairs: readonly (readonly [string, string])[]): readonly string[] =>
  [...Map.groupBy(pairs, ([first]) => first)]
    .filter(([, group]) => new Set(group.map(([, second]) => second)).size > 1)
    .map(([first]) => first);

/** What was done, by the event that began it: an operation's, or the order itself. */
const idIn = ({ kind, order, operation }: Line): string | undefined => {
  const id = kind === 'place' ? order : operation;
  return id === undefined ? undefined : uuidOf(id);
};

/** `inLog`: the ids of the orders and operations that the log knows. */
export const lossesIn = (lines: readonly Line[], inLog: ReadonlySet<string>): Losses => {
  const told = lines
    .filter(({ kind, event }) => kind !== 'download' && (event === 'ok' || event === 'fail'))
    .flatMap((line) => {
      const id = idIn(line);
      return id === undefined ? [] : [{ ...line, id }];
    });
  const pairs = told.map(({ key = '', id }) => [key, id] as const);
  return {
    lost: told.filter(({ event, id }) => event === 'ok' && !inLog.has(id)).map(({ kind, id }) => `${kind} ${id}`),
    doubled: [...repeated(pairs), ...repeated(pairs.map(([key, id]) => [id, key]))],
  };
};
