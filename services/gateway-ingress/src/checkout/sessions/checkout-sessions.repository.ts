import { Injectable } from '@nestjs/common';
import { invariant } from '@tollgate/errors';
import { queryRows } from '@tollgate/postgres';
import { DataSource } from 'typeorm';
import { ApiKey, Merchant } from '../../api-keys/api-key.entity.js';
import { CheckoutSession } from './checkout-session.entity.js';

export type NewSession = Pick<CheckoutSession, 'id' | 'merchant' | 'mode' | 'key' | 'terms' | 'sealedCustomer' | 'expiresAt'>;

/** Whose page it is. */
export interface Seller {
  readonly name: string;
  /** SHA-256 of the API key that made the session, hexadecimal. */
  readonly keyHash: string;
}

const MOST_TIDIED = 100;

/** The sessions of payment pages. Throws TransientError. */
@Injectable()
export class CheckoutSessions {
  constructor(private readonly database: DataSource) {}

  /** Nothing where it is there already: made by a process that died before it kept the key of the request. */
  async keep(session: NewSession): Promise<void> {
    await this.database.createQueryBuilder().insert().into(CheckoutSession).values(session).orIgnore().execute();
  }

  /** What a key made ends with the key: nobody pays at the pages of one that was revoked. */
  async find(id: string): Promise<CheckoutSession | undefined> {
    const { entities, raw } = await this.database
      .createQueryBuilder(CheckoutSession, 'session')
      .leftJoin(ApiKey, 'maker', 'maker.id = session.key')
      .addSelect('maker.revokedAt', 'revokedAt')
      .where({ id })
      .getRawAndEntities<{ readonly revokedAt: Date | null }>();
    const [session] = entities;
    return session && { ...session, canceledAt: session.canceledAt ?? raw[0]?.revokedAt ?? null };
  }

  async sellerOf({ merchant, key }: Pick<CheckoutSession, 'merchant' | 'key'>): Promise<Seller> {
    const { manager } = this.database;
    const [seller, apiKey] = await Promise.all([
      manager.findOneBy(Merchant, { id: merchant }),
      manager.findOneBy(ApiKey, { id: key }),
    ]);
    invariant(seller !== null && apiKey !== null, 'a session has a merchant and a key');
    return { name: seller.name, keyHash: apiKey.hash };
  }

  /** Begins a try, or goes on with it; false where the session is over or was canceled, or another try has begun meanwhile. */
  async claim(id: string, attempt: number, now: Date): Promise<boolean> {
    const text = `UPDATE checkout_sessions SET attempt = $2
      WHERE id = $1 AND canceled_at IS NULL AND expires_at > $3 AND attempt IN ($2::integer - 1, $2::integer) RETURNING id`;
    return (await queryRows(this.database, text, [id, attempt, now])).length > 0;
  }

  /** No try begins from here on; false where one has begun since the session was read. */
  async cancel({ id, attempt }: Pick<CheckoutSession, 'id' | 'attempt'>, at: Date): Promise<boolean> {
    const text = `UPDATE checkout_sessions SET canceled_at = coalesce(canceled_at, $3), sealed_customer = NULL
      WHERE id = $1 AND attempt = $2 RETURNING id`;
    return (await queryRows(this.database, text, [id, attempt, at])).length > 0;
  }

  /** Forgets what the merchant told of the customer: the order has it from the form. */
  async forgetCustomer(id: string): Promise<void> {
    await this.database.getRepository(CheckoutSession).update({ id }, { sealedCustomer: null });
  }

  /** The same of sessions that ended by themselves, some at a time; whether there may be more. */
  async tidy(now: Date): Promise<boolean> {
    const text = `UPDATE checkout_sessions SET sealed_customer = NULL WHERE id IN (
      SELECT id FROM checkout_sessions WHERE sealed_customer IS NOT NULL AND expires_at < $1 LIMIT ${MOST_TIDIED} FOR UPDATE SKIP LOCKED) RETURNING id`;
    return (await queryRows(this.database, text, [now])).length === MOST_TIDIED;
  }
}
