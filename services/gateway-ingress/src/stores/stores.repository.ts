import { Injectable } from '@nestjs/common';
import { invariant } from '@tollgate/errors';
import { queryRows, type SqlRunner } from '@tollgate/postgres';
import { DataSource } from 'typeorm';

/** A store's record: the merchant's, in both modes. */
export interface Store {
  /** `mer_…` */
  readonly id: string;
  readonly name: string;
  /** IANA */
  readonly timeZone: string;
  readonly createdAt: Date;
}

const FIND = 'SELECT id, name, time_zone AS "timeZone", created_at AS "createdAt" FROM merchants WHERE id = $1';

@Injectable()
export class Stores {
  constructor(private readonly database: DataSource) {}

  /** Of a merchant who was let in. */
  find(id: string): Promise<Store> {
    return this.one(this.database, FIND, id);
  }

  /** The same, and nobody else changes it until the transaction ends. */
  lock(id: string, runner: SqlRunner): Promise<Store> {
    return this.one(runner, `${FIND} FOR UPDATE`, id);
  }

  async set({ id, name, timeZone }: Omit<Store, 'createdAt'>, runner: SqlRunner): Promise<void> {
    await queryRows(runner, 'UPDATE merchants SET name = $2, time_zone = $3 WHERE id = $1', [id, name, timeZone]);
  }

  private async one(runner: SqlRunner, text: string, id: string): Promise<Store> {
    const [store] = await queryRows<Store>(runner, text, [id]);
    invariant(store !== undefined, 'whoever was let into a store finds its record');
    return store;
  }
}
