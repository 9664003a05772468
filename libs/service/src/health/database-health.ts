import { isDiskFull } from '@tollgate/postgres';
import type { DataSource } from 'typeorm';

/** `full`: it reads, and refuses whatever is to be kept, as its disk has no room. */
export type DatabaseHealth = 'well' | 'full' | 'away';

/** PostgreSQL has no function that tells how much room is left. This result does not fit into the memory that the
 *  statement allows itself, so that it is written to a temporary file of some 70 kB: no lock, no commit, nothing is
 *  left. It takes some 1 ms (SELECT 1: 0.1 ms). */
const writesTemporaryFile = "SELECT set_config('work_mem', '64kB', true), (SELECT count(*) FROM generate_series(1, 5000))";

export const databaseHealth = async (database: DataSource): Promise<DatabaseHealth> => {
  try {
    await database.query(writesTemporaryFile);
    return 'well';
  } catch (error) {
    return isDiskFull(error) ? 'full' : 'away';
  }
};
