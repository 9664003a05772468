import { Injectable } from '@nestjs/common';
import { invariant } from '@tollgate/errors';
import { type Attempted, Attempts } from '../attempts/attempts.repository.js';
import { refusal } from '../validation/field-error.js';
import { Passwords } from './passwords.handler.js';
import { type User, Users } from './users.repository.js';

/** Source: reliability S17. */
const LIMIT = { most: 10, minutes: 30 };

/** Tries of an account's password, wherever it is asked for. */
export const passwordTriesOf = (email: string): Attempted => ({ kind: 'account', value: email, limit: LIMIT });

/** Asks for the password once more before something changes that decides who may sign in: a session that was left open, or taken over, is not enough
 *  for that. Source: OWASP ASVS 5 V7.5.1. */
@Injectable()
export class ConfirmPassword {
  constructor(
    private readonly users: Users,
    private readonly passwords: Passwords,
    private readonly attempts: Attempts,
  ) {}

  /** The user whose password it is. Throws DomainError `wrong_password`, and `too_many_attempts` after ten in a row. */
  async of(userId: string, password: string, field = '/password'): Promise<User> {
    const user = await this.users.find(userId);
    invariant(user !== undefined, 'a session goes with its user');
    const tried = passwordTriesOf(user.email);
    if (!(await this.attempts.take(tried))) throw refusal('too_many_attempts');
    if (!(await this.passwords.isRight(password, user.passwordHash))) throw refusal('wrong_password', field);
    await this.attempts.forget(tried);
    return user;
  }
}
