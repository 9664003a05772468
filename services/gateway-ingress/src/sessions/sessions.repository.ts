import { Injectable } from '@nestjs/common';
import { newId, newSecretToken, secretTokenHash } from '@tollgate/crypto';
import { queryRows, type SqlRunner } from '@tollgate/postgres';
import { DataSource } from 'typeorm';
import type { Role } from '../roles/roles.data.js';
import { csrfTokenOf } from './session-cookie.js';

/** Somebody who is signed in. */
export interface SignedIn {
  /** uuid */
  readonly session: string;
  /** uuid */
  readonly user: string;
  /** Shown when they signed in: without, they reach mode `test` alone. */
  readonly hasSecondFactor: boolean;
  readonly csrfToken: string;
  /** By store (`mer_…`). */
  readonly roles: ReadonlyMap<string, Role>;
  readonly endsAt: Date;
  /** Unless something is asked before. */
  readonly idleEndsAt: Date;
}

/** What is known of a browser, for the list of sessions. */
export interface Client {
  readonly userAgent: string;
  readonly address: string;
}

export interface NewSession {
  readonly user: string;
  /** The password was right, and the second factor is still to be shown. */
  readonly isPending: boolean;
  readonly hasSecondFactor: boolean;
  readonly client: Client;
}

export interface BegunSession {
  /** uuid */
  readonly session: string;
  /** The value of its cookie. */
  readonly token: string;
}

/** A session as its user sees it. */
export interface SessionEntry extends Client {
  /** uuid */
  readonly id: string;
  readonly createdAt: Date;
  readonly lastSeenAt: Date;
}

interface FoundRow {
  readonly session: string;
  readonly user: string;
  readonly hasSecondFactor: boolean;
  readonly roles: Readonly<Record<string, Role>>;
  readonly endsAt: Date;
  readonly idleEndsAt: Date;
}

/** Source: reliability S17; PCI DSS 8.2.8. */
const IDLE = "interval '15 minutes'";
const LONGEST = "interval '12 hours'";
const PENDING = "interval '10 minutes'";
/** When it was last seen is written down once a minute: a session ends after 14 to 15 idle minutes. */
const TOUCH_AFTER = "interval '1 minute'";

const IS_OPEN = `NOT is_pending AND ends_at > now() AND last_seen_at > now() - ${IDLE}`;

const FIND = `WITH touched AS (
    UPDATE sessions SET last_seen_at = now() WHERE $2 AND token_hash = $1 AND ${IS_OPEN} AND last_seen_at < now() - ${TOUCH_AFTER})
  SELECT id AS session, user_id AS "user", has_second_factor AS "hasSecondFactor", ends_at AS "endsAt",
    least(ends_at, ${IDLE} + CASE WHEN $2 AND last_seen_at < now() - ${TOUCH_AFTER} THEN now() ELSE last_seen_at END) AS "idleEndsAt",
    (SELECT coalesce(json_object_agg(m.merchant_id, m.role), '{}') FROM memberships m WHERE m.user_id = s.user_id) AS roles
  FROM sessions s WHERE token_hash = $1 AND ${IS_OPEN}`;

/** Who is signed in. Nothing is remembered in memory: a session that was ended, or a role that was taken away, is gone at once on every replica. Time
 *  is the database's. */
@Injectable()
export class Sessions {
  constructor(private readonly database: DataSource) {}

  /** Whose session it is, by the value of its cookie; undefined where it has ended or is still pending. What is no activity of a person, as a page
   *  that asks by itself, keeps it from ending no longer. */
  async find(
    token: string,
    { isActivity }: { readonly isActivity: boolean } = { isActivity: true },
  ): Promise<SignedIn | undefined> {
    if (token === '') return undefined;
    const [found] = await queryRows<FoundRow>(this.database, FIND, [secretTokenHash(token), isActivity]);
    return found && { ...found, csrfToken: csrfTokenOf(token), roles: new Map(Object.entries(found.roles)) };
  }

  /** Whose password was right a moment ago, and who owes the second factor; the user's uuid. */
  async findPending(token: string): Promise<string | undefined> {
    if (token === '') return undefined;
    const text = `SELECT user_id AS "user" FROM sessions WHERE token_hash = $1 AND is_pending AND created_at > now() - ${PENDING}`;
    const [found] = await queryRows<{ user: string }>(this.database, text, [secretTokenHash(token)]);
    return found?.user;
  }

  /** Begins a session and answers the value of its cookie, a new one each time: whoever planted one before has nothing of it (fixation). The one
   *  that the browser had ends; so do those whose time is over. */
  async begin({ user, isPending, hasSecondFactor, client }: NewSession, replaced: string): Promise<BegunSession> {
    const session = newId();
    const token = newSecretToken();
    const text = `WITH gone AS (DELETE FROM sessions WHERE token_hash = $8 OR ends_at < now())
      INSERT INTO sessions (id, user_id, token_hash, is_pending, has_second_factor, user_agent, address, ends_at)
      VALUES ($1, $2, $3, $4, $5, $6, $7, now() + CASE WHEN $4 THEN ${PENDING} ELSE ${LONGEST} END)`;
    const { userAgent, address } = client;
    const values = [
      session,
      user,
      secretTokenHash(token),
      isPending,
      hasSecondFactor,
      userAgent,
      address,
      secretTokenHash(replaced),
    ];
    await queryRows(this.database, text, values);
    return { session, token };
  }

  /** By the value of its cookie; the user whose it was. */
  async endByToken(token: string): Promise<string | undefined> {
    const text = 'DELETE FROM sessions WHERE token_hash = $1 RETURNING user_id AS "user"';
    const [ended] = await queryRows<{ user: string }>(this.database, text, [secretTokenHash(token)]);
    return ended?.user;
  }

  /** False where the user has no such session. */
  async end(user: string, session: string, runner: SqlRunner): Promise<boolean> {
    const text = 'DELETE FROM sessions WHERE user_id = $1 AND id = $2 RETURNING id';
    return (await queryRows(runner, text, [user, session])).length > 0;
  }

  /** All of a user's, but for one. */
  async endOthers(user: string, kept: string | undefined, runner: SqlRunner = this.database): Promise<void> {
    await queryRows(runner, 'DELETE FROM sessions WHERE user_id = $1 AND id IS DISTINCT FROM $2', [user, kept ?? null]);
  }

  /** A second factor was taken away, or the last one: who is signed in has shown less than they seem to. */
  async lowerAll(user: string, runner: SqlRunner = this.database): Promise<void> {
    await queryRows(runner, 'UPDATE sessions SET has_second_factor = false WHERE user_id = $1', [user]);
  }

  /** Those that are open, the newest first. */
  list(user: string): Promise<readonly SessionEntry[]> {
    const text = `SELECT id, user_agent AS "userAgent", address, created_at AS "createdAt", last_seen_at AS "lastSeenAt"
      FROM sessions WHERE user_id = $1 AND ${IS_OPEN} ORDER BY created_at DESC`;
    return queryRows<SessionEntry>(this.database, text, [user]);
  }
}
