import { known, queryRows } from '@tollgate/postgres';
import type { DataSource } from 'typeorm';
import type { RewrappableKeys, RewrapRequest, WrappedKey, WrappedKeyCounts, WrappedKeys } from './data-keys.store.js';

const INSERT = 'INSERT INTO data_keys (id, wrapped_by, wrapped) VALUES ($1, $2, $3)';
const SELECT = 'SELECT id, wrapped_by AS "wrappedBy", wrapped FROM data_keys WHERE id = $1';
const COUNT = 'SELECT wrapped_by AS name, count(*)::int AS count FROM data_keys GROUP BY wrapped_by ORDER BY wrapped_by';
/** Two replicas that rotate at once share the work: what one has locked the other passes over. */
const LOCK_BATCH = `SELECT id, wrapped_by AS "wrappedBy", wrapped FROM data_keys
  WHERE wrapped_by = ANY($1) AND id > $2 ORDER BY id LIMIT $3 FOR UPDATE SKIP LOCKED`;
const UPDATE = `UPDATE data_keys SET wrapped_by = anew.wrapped_by, wrapped = anew.wrapped
  FROM unnest($1::uuid[], $2::text[], $3::bytea[]) AS anew (id, wrapped_by, wrapped) WHERE data_keys.id = anew.id`;

/** The data keys' rows. Throws TransientError while the database is out of reach. */
export class DataKeysRepository implements WrappedKeys, RewrappableKeys {
  constructor(private readonly database: DataSource) {}

  async insert({ id, wrappedBy, wrapped }: WrappedKey): Promise<void> {
    await queryRows(this.database, INSERT, [id, wrappedBy, wrapped]);
  }

  async find(id: string): Promise<WrappedKey | undefined> {
    const [row] = await queryRows<WrappedKey>(this.database, SELECT, [id]);
    return row;
  }

  /** How many data keys each vault key wraps, by its name. */
  async countByVaultKey(): Promise<WrappedKeyCounts> {
    const rows = await queryRows<{ name: string; count: number }>(this.database, COUNT);
    return new Map(rows.map(({ name, count }) => [name, count]));
  }

  /** Wraps the next batch anew, in a transaction of its own. Answers the last id of the batch, undefined when there
   *  was none. */
  rewrap({ wrappedBy, after, count, rewrap }: RewrapRequest): Promise<string | undefined> {
    return known(() =>
      this.database.transaction(async (transaction) => {
        const rows = await queryRows<WrappedKey>(transaction, LOCK_BATCH, [wrappedBy, after, count]);
        const anew = rows.flatMap((row) => rewrap(row) ?? []);
        const values = [anew.map(({ id }) => id), anew.map((key) => key.wrappedBy), anew.map(({ wrapped }) => wrapped)];
        if (anew.length > 0) await queryRows(transaction, UPDATE, values);
        return rows.at(-1)?.id;
      }),
    );
  }
}
