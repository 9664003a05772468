/** A settings document: JSON. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json };
export type Path = readonly (string | number)[];

const isObject = (value: Json | undefined): value is { readonly [name: string]: Json } =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const inList = (list: readonly Json[], [at, ...rest]: readonly [number, ...Path], value: Json | undefined): readonly Json[] =>
  rest.length === 0 && value === undefined ? list.toSpliced(at, 1) : list.toSpliced(at, 1, setIn(list[at] ?? null, rest, value));

const inObject = (
  object: { readonly [name: string]: Json },
  [name, ...rest]: readonly [string, ...Path],
  value: Json | undefined,
): Json => {
  if (rest.length > 0 || value !== undefined) return { ...object, [name]: setIn(object[name] ?? null, rest, value) };
  return Object.fromEntries(Object.entries(object).filter(([key]) => key !== name));
};

/** The document with another value at a place; undefined takes it away. */
export const setIn = (document: Json, path: Path, value: Json | undefined): Json => {
  const [first, ...rest] = path;
  if (first === undefined) return value ?? null;
  if (Array.isArray(document)) return inList(document, [Number(first), ...rest], value);
  return inObject(isObject(document) ? document : {}, [String(first), ...rest], value);
};

export interface Change {
  readonly path: Path;
  /** Undefined: there was, or is, nothing at this place. */
  readonly before: Json | undefined;
  readonly after: Json | undefined;
}

const keysOf = (value: Json): readonly (string | number)[] =>
  Array.isArray(value) ? value.map((_, index) => index) : Object.keys(value as object);

const at = (value: Json, key: string | number): Json | undefined =>
  (value as Readonly<Record<string | number, Json | undefined>>)[key];

const areAlike = (a: Json | undefined, b: Json | undefined): boolean =>
  (Array.isArray(a) && Array.isArray(b)) || (isObject(a) && isObject(b));

/** What is different between two documents, place by place. */
export const changesBetween = (before: Json | undefined, after: Json | undefined, path: Path = []): readonly Change[] => {
  if (JSON.stringify(before) === JSON.stringify(after)) return [];
  if (before === undefined || after === undefined || !areAlike(before, after)) return [{ path, before, after }];
  const keys = [...new Set([...keysOf(before), ...keysOf(after)])];
  return keys.flatMap((key) => changesBetween(at(before, key), at(after, key), [...path, key]));
};

/** What stands at a place; undefined where there is none. */
export const valueAt = (document: Json, path: Path): Json | undefined =>
  path.reduce<Json | undefined>(
    (value, key) => (typeof value === 'object' && value !== null ? at(value, key) : undefined),
    document,
  );
