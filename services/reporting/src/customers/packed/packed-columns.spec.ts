import { packedColumns, packedSql } from './packed-columns.js';

/** As Postgres sends them: of each number the most significant byte first. */
const bytesOf = (minors: readonly number[], ...columns: readonly (readonly number[])[]): Buffer => {
  const bytes = Buffer.alloc(20 * minors.length);
  for (const [index, minor] of minors.entries()) bytes.writeDoubleBE(minor, 8 * index);
  for (const [index, value] of columns.flat().entries()) bytes.writeInt32BE(value, 8 * minors.length + 4 * index);
  return bytes;
};

describe('packed columns', () => {
  it('are read as they were written, wherever in memory they lie', () => {
    const minors = [1999, -5, Number.MAX_SAFE_INTEGER];
    const bytes = bytesOf(minors, [1, 2, 300_000], [1_900_000, 0, 2 ** 31 - 1], [1, 2, 70_000]);
    const behind = Buffer.concat([Buffer.from('abc'), bytes]).subarray(3);
    const { numbers, firstQuarters, counts, minors: read } = packedColumns(behind);
    expect([read, numbers, firstQuarters, counts].map((column) => [...column])).toEqual([
      minors,
      [1, 2, 300_000],
      [1_900_000, 0, 2 ** 31 - 1],
      [1, 2, 70_000],
    ]);
    expect(behind.equals(bytes)).toBe(true);
  });

  it('may be empty', () => expect(packedColumns(new Uint8Array()).numbers).toHaveLength(0));

  it('are made column by column, of customers in one order', () => {
    const text = packedSql({ number: 'n', firstQuarter: 'q', count: 'c', minor: 'm' }, 'c > 0');
    expect(text.match(/(int4|float8)send\(\(?\w/g)).toEqual(['float8send((m', 'int4send(n', 'int4send(q', 'int4send((c']);
    expect(text.match(/ORDER BY number\) FILTER \(WHERE c > 0\)/g)).toHaveLength(4);
  });
});
