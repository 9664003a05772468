import { Injectable } from '@nestjs/common';
import { newId } from '@tollgate/crypto';
import { invariant } from '@tollgate/errors';
import { isUniqueViolation, queryRows, type SqlRunner } from '@tollgate/postgres';
import { DataSource, type EntityManager } from 'typeorm';
import { Merchant } from '../api-keys/api-key.entity.js';
import type { Role } from '../roles/roles.data.js';
import { MembershipRecord, UserRecord } from './user.entity.js';

export type User = Pick<UserRecord, 'id' | 'email' | 'name' | 'language' | 'passwordHash'>;

/** Without an id it gets a new one. */
export type NewUser = Omit<User, 'id'> & { readonly id?: string };

export interface Membership {
  /** `mer_…` */
  readonly merchant: string;
  readonly store: string;
  /** IANA */
  readonly timeZone: string;
  readonly role: Role;
}

/** The people who work with Central. */
@Injectable()
export class Users {
  constructor(private readonly database: DataSource) {}

  /** By the address in its normal form. */
  async findByEmail(email: string): Promise<User | undefined> {
    return (await this.database.manager.findOneBy(UserRecord, { email })) ?? undefined;
  }

  async find(id: string, manager: EntityManager = this.database.manager): Promise<User | undefined> {
    return (await manager.findOneBy(UserRecord, { id })) ?? undefined;
  }

  /** The stores that the user works for, by name. */
  async membershipsOf(user: string, manager: EntityManager = this.database.manager): Promise<readonly Membership[]> {
    const order = { merchant: { name: 'ASC', id: 'ASC' } } as const;
    const memberships = await manager.find(MembershipRecord, { where: { userId: user }, relations: { merchant: true }, order });
    return memberships.map(({ merchant: { id, name, timeZone }, role }) => ({ merchant: id, store: name, timeZone, role }));
  }

  /** Undefined where somebody has the address already. */
  async create({ id = newId(), ...user }: NewUser, manager: EntityManager = this.database.manager): Promise<string | undefined> {
    const insert = manager
      .createQueryBuilder()
      .insert()
      .into(UserRecord)
      .values({ id, ...user });
    const { raw } = await insert.orIgnore().returning('id').execute();
    return (raw as readonly unknown[]).length === 0 ? undefined : id;
  }

  /** Lets somebody into a store; a role that they have there already stays. Answers the role. */
  async join(user: string, { merchant, role }: Pick<Membership, 'merchant' | 'role'>, runner: SqlRunner): Promise<Role> {
    const text = `INSERT INTO memberships (user_id, merchant_id, role) VALUES ($1, $2, $3)
      ON CONFLICT (user_id, merchant_id) DO UPDATE SET role = memberships.role RETURNING role`;
    const [joined] = await queryRows<{ role: Role }>(runner, text, [user, merchant, role]);
    invariant(joined !== undefined, 'an insert answers its row');
    return joined.role;
  }

  async rename(id: string, { name, language }: Pick<User, 'name' | 'language'>): Promise<void> {
    await this.database.manager.update(UserRecord, { id }, { name, language });
  }

  /** With the old password goes what was asked for under it, and waits: links for a new one, and e-mail addresses that were not confirmed. */
  async setPassword(id: string, passwordHash: string, manager: EntityManager): Promise<void> {
    await manager.update(UserRecord, { id }, { passwordHash, passwordChangedAt: () => 'now()' });
    await queryRows(manager, 'DELETE FROM password_resets WHERE user_id = $1', [id]);
    await queryRows(manager, 'DELETE FROM email_changes WHERE user_id = $1 AND confirmed_at IS NULL', [id]);
  }

  /** False where somebody else has the address; the transaction is lost then. */
  async setEmail(id: string, email: string, manager: EntityManager): Promise<boolean> {
    try {
      await manager.update(UserRecord, { id }, { email });
      return true;
    } catch (error) {
      if (isUniqueViolation(error, 'users_email')) return false;
      throw error;
    }
  }

  /** Nobody is let into a store, or invited there, by this user meanwhile. */
  async lock(id: string, manager: EntityManager): Promise<void> {
    await queryRows(manager, 'SELECT id FROM users WHERE id = $1 FOR UPDATE', [id]);
  }

  /** With all that is theirs: sessions, factors, memberships, saved filters, invitations. What they did stays in the log, by their id. */
  async remove(id: string, manager: EntityManager): Promise<void> {
    await manager.delete(UserRecord, { id });
  }

  /** The same password at another cost; not where it was changed meanwhile. */
  async replaceHash(id: string, known: string, passwordHash: string): Promise<void> {
    await this.database.manager.update(UserRecord, { id, passwordHash: known }, { passwordHash });
  }

  /** Makes sure that the user is there and owns the store; the password of one that is there already stays. Safe to repeat, also by several replicas
   *  at once. */
  async ensureOwner(user: Omit<User, 'id'>, merchant: string): Promise<void> {
    await this.create(user);
    const text = `INSERT INTO memberships (user_id, merchant_id, role) SELECT id, $2, 'owner' FROM users WHERE email = $1
      ON CONFLICT DO NOTHING`;
    await queryRows(this.database, text, [user.email, merchant]);
  }

  /** Where nobody has named it yet. */
  async nameStore(merchant: string, name: string): Promise<void> {
    await this.database.manager.update(Merchant, { id: merchant, name: merchant }, { name });
  }
}
