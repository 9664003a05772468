import type { DataSource } from 'typeorm';
import type { KeyShelf, WrappedKey } from '../vault/data-keys.js';
import { DataKeyEntity } from './entities.js';

/** The wrapped data keys' rows. */
export const dataKeyRows = (database: DataSource): KeyShelf => ({
  keep: async (key: WrappedKey) => {
    await database.getRepository(DataKeyEntity).insert({ ...key });
  },
  find: async (id: string) => (await database.getRepository(DataKeyEntity).findOneBy({ id })) ?? undefined,
});
