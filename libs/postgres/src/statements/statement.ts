import type pg from 'pg';

/** A value as `pg` sends it. Bytes go as they are; a list is an array. */
export type Value = string | number | bigint | boolean | null | Date | Uint8Array | readonly Value[];

/** A statement with its values. With a name it is prepared once a session. */
export interface Statement {
  readonly text: string;
  readonly values?: readonly Value[];
  readonly name?: string;
}

/** A row comes as an array of texts, as Postgres writes them: JSON is parsed once, by whoever needs it. */
export type Row = readonly (string | null)[];

/** Runs one statement. */
export type Query = (statement: Statement) => Promise<readonly Row[]>;

/** Values come as Postgres writes them. */
export const rawTypes = { getTypeParser: () => (value: string) => value } as unknown as pg.CustomTypesConfig;

/** The statement as `pg` takes it. */
export const queryConfig = ({ name, text, values = [] }: Statement): pg.QueryArrayConfig => ({
  ...(name === undefined ? {} : { name }),
  text,
  values: [...values],
  rowMode: 'array',
  types: rawTypes,
});

/** The bytes in a column of type bytea, which Postgres writes as \x and hexadecimal digits. */
export const bytesIn = (column: string | null | undefined): Buffer => Buffer.from((column ?? '').slice(2), 'hex');
