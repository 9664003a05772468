/** Ways to run PostgreSQL that lose what was acknowledged. */
export const controlFlags: Readonly<Record<string, readonly string[]>> = {
  'async-commit': ['synchronous_commit=off', 'wal_writer_delay=10s'],
  'power-cut': ['fsync=off'],
};
export const controls = Object.keys(controlFlags);
