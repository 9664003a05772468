import { Injectable } from '@nestjs/common';
import { isUniqueViolation, queryRows } from '@tollgate/postgres';
import { DataSource, type EntityManager } from 'typeorm';
import { refusal } from '../validation/field-error.js';
import { SavedFilter } from './saved-filter.entity.js';

/** Who keeps filters in which store. */
export interface Keeper {
  /** `mer_…` */
  readonly merchant: string;
  /** uuid */
  readonly user: string;
}

/** The saved filters of a store's people. Throws TransientError. */
@Injectable()
export class SavedFilters {
  constructor(private readonly database: DataSource) {}

  /** Their own and those that all see, by name. */
  async list({ merchant, user }: Keeper): Promise<readonly SavedFilter[]> {
    const where = [
      { merchant, user },
      { merchant, isShared: true },
    ];
    return this.database.getRepository(SavedFilter).find({ where, order: { name: 'ASC', id: 'ASC' } });
  }

  async find(merchant: string, id: string, manager: EntityManager = this.database.manager): Promise<SavedFilter | undefined> {
    return (await manager.findOneBy(SavedFilter, { merchant, id })) ?? undefined;
  }

  /** Nobody else changes or removes it until the transaction ends. */
  async lock(merchant: string, id: string, manager: EntityManager): Promise<SavedFilter | undefined> {
    return (await manager.findOne(SavedFilter, { where: { merchant, id }, lock: { mode: 'pessimistic_write' } })) ?? undefined;
  }

  /** How many they have; nobody makes another one of theirs meanwhile. */
  async count({ merchant, user }: Keeper, manager: EntityManager): Promise<number> {
    const lock = 'SELECT user_id FROM memberships WHERE merchant_id = $1 AND user_id = $2 FOR NO KEY UPDATE';
    await queryRows(manager, lock, [merchant, user]);
    return manager.countBy(SavedFilter, { merchant, user });
  }

  /** Throws DomainError `filter_name_taken`. */
  async keep(filter: Omit<SavedFilter, 'createdAt'>, manager: EntityManager): Promise<void> {
    try {
      await manager.save(SavedFilter, filter);
    } catch (error) {
      if (isUniqueViolation(error, 'saved_filters_name')) throw refusal('filter_name_taken', '/name');
      throw error;
    }
  }

  async remove(id: string, manager: EntityManager): Promise<void> {
    await manager.delete(SavedFilter, { id });
  }
}
