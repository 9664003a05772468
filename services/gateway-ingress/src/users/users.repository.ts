import { Injectable } from '@nestjs/common';
import { newId } from '@tollgate/crypto';
import { invariant } from '@tollgate/errors';
import { queryRows, type SqlRunner } from '@tollgate/postgres';
import { DataSource } from 'typeorm';
import type { Role } from '../roles/roles.data.js';
import type { Language } from './languages.data.js';

export interface User {
  /** uuid */
  readonly id: string;
  /** In its normal form. */
  readonly email: string;
  readonly name: string;
  readonly language: Language;
  /** PHC string. */
  readonly passwordHash: string;
}

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

const COLUMNS = 'id, email, name, language, password_hash AS "passwordHash"';

/** The people who work with Central. */
@Injectable()
export class Users {
  constructor(private readonly database: DataSource) {}

  /** By the address in its normal form. */
  async findByEmail(email: string): Promise<User | undefined> {
    const [user] = await queryRows<User>(this.database, `SELECT ${COLUMNS} FROM users WHERE email = $1`, [email]);
    return user;
  }

  async find(id: string): Promise<User | undefined> {
    const [user] = await queryRows<User>(this.database, `SELECT ${COLUMNS} FROM users WHERE id = $1`, [id]);
    return user;
  }

  /** The stores that the user works for, by name. */
  membershipsOf(user: string, runner: SqlRunner = this.database): Promise<readonly Membership[]> {
    const text = `SELECT m.id AS merchant, m.name AS store, m.time_zone AS "timeZone", s.role
      FROM memberships s JOIN merchants m ON m.id = s.merchant_id WHERE s.user_id = $1 ORDER BY m.name, m.id`;
    return queryRows<Membership>(runner, text, [user]);
  }

  /** Undefined where somebody has the address already. */
  async create(user: NewUser, runner: SqlRunner = this.database): Promise<string | undefined> {
    const { id = newId(), email, name, language, passwordHash } = user;
    const text = `INSERT INTO users (id, email, name, language, password_hash) VALUES ($1, $2, $3, $4, $5)
      ON CONFLICT (email) DO NOTHING RETURNING id`;
    const [created] = await queryRows<{ id: string }>(runner, text, [id, email, name, language, passwordHash]);
    return created?.id;
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
    await queryRows(this.database, 'UPDATE users SET name = $2, language = $3 WHERE id = $1', [id, name, language]);
  }

  async setPassword(id: string, passwordHash: string, runner: SqlRunner = this.database): Promise<void> {
    const text = 'UPDATE users SET password_hash = $2, password_changed_at = now() WHERE id = $1';
    await queryRows(runner, text, [id, passwordHash]);
  }

  /** The same password at another cost; not where it was changed meanwhile. */
  async replaceHash(id: string, known: string, passwordHash: string): Promise<void> {
    await queryRows(this.database, 'UPDATE users SET password_hash = $3 WHERE id = $1 AND password_hash = $2', [
      id,
      known,
      passwordHash,
    ]);
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
    await queryRows(this.database, 'UPDATE merchants SET name = $2 WHERE id = $1 AND name = id', [merchant, name]);
  }
}
