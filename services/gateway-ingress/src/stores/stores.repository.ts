import { Injectable } from '@nestjs/common';
import { invariant } from '@tollgate/errors';
import { DataSource, type EntityManager } from 'typeorm';
import { Merchant } from '../api-keys/api-key.entity.js';

/** A store's record: the merchant's, in both modes. */
export type Store = Readonly<Pick<Merchant, 'id' | 'name' | 'timeZone' | 'createdAt'>>;

@Injectable()
export class Stores {
  constructor(private readonly database: DataSource) {}

  /** Of a merchant who was let in. */
  async find(id: string): Promise<Store> {
    return known(await this.database.manager.findOneBy(Merchant, { id }));
  }

  /** Of a merchant that somebody names. */
  async look(id: string): Promise<Store | undefined> {
    return (await this.database.manager.findOneBy(Merchant, { id })) ?? undefined;
  }

  /** Of a merchant who was let in, and nobody else changes it until the transaction ends. */
  async lock(id: string, manager: EntityManager): Promise<Store> {
    return known(await manager.findOne(Merchant, { where: { id }, lock: { mode: 'pessimistic_write' } }));
  }

  async set({ id, name, timeZone }: Omit<Store, 'createdAt'>, manager: EntityManager): Promise<void> {
    await manager.update(Merchant, { id }, { name, timeZone });
  }
}

const known = (store: Merchant | null): Store => {
  invariant(store !== null, 'whoever was let into a store finds its record');
  return store;
};
