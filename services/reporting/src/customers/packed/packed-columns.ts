/** What customers bought in a day and a currency, or gave back: a number of each of them in every column. */
export interface PackedColumns {
  /** Stand for the customers; 0 for all without an e-mail address. */
  readonly numbers: Int32Array;
  /** The quarter of an hour, counted from 1970, in which their first order was placed. */
  readonly firstQuarters: Int32Array;
  /** Sales, or refunds. */
  readonly counts: Int32Array;
  /** Minor units: whole, and exact up to 2^53. */
  readonly minors: Float64Array;
}

/** How Postgres makes the bytes, an aggregate of expressions for the parts of each: column by column, of each number the most significant byte
 *  first. */
export const packedSql = (
  parts: Readonly<Record<'number' | 'firstQuarter' | 'count' | 'minor', string>>,
  where: string,
): string => {
  const column = (of: string): string =>
    `coalesce(string_agg(${of}, ''::bytea ORDER BY number) FILTER (WHERE ${where}), ''::bytea)`;
  const { number, firstQuarter, count, minor } = parts;
  const columns = [
    `float8send((${minor})::float8)`,
    `int4send(${number})`,
    `int4send(${firstQuarter})`,
    `int4send((${count})::int)`,
  ];
  return columns.map(column).join(' || ');
};

const BYTES_EACH = 20;
/** Whether this machine keeps the least significant byte of a number first. */
const isLeastFirst = new Uint8Array(Uint16Array.of(1).buffer)[0] === 1;

/** Reads the bytes that `packedSql` makes. */
export const packedColumns = (bytes: Uint8Array): PackedColumns => {
  const length = bytes.byteLength / BYTES_EACH;
  const { buffer } = new Uint8Array(bytes); // begins where a column of numbers may
  if (isLeastFirst) {
    Buffer.from(buffer, 0, 8 * length).swap64();
    Buffer.from(buffer, 8 * length).swap32();
  }
  return {
    minors: new Float64Array(buffer, 0, length),
    numbers: new Int32Array(buffer, 8 * length, length),
    firstQuarters: new Int32Array(buffer, 12 * length, length),
    counts: new Int32Array(buffer, 16 * length, length),
  };
};
