import { Injectable } from '@nestjs/common';
import { hashPassword, isPassword, isPasswordHashOutdated, newSecretToken } from '@tollgate/crypto';
import { TransientError } from '@tollgate/errors';

/** At 30 ms each: who comes later is told to come again rather than kept waiting. */
const MAX_WAITING = 100;

/** Passwords, one at a time: each takes 19 MiB and a thread of the pool that the order pipeline needs, too. */
@Injectable()
export class Passwords {
  private last: Promise<unknown> = Promise.resolve();
  private waiting = 0;
  /** Compared with where there is no account, so that nobody can tell that by the time it takes. */
  private nobodys: Promise<string> | undefined;

  /** Throws TransientError when too many wait. */
  hash(password: string): Promise<string> {
    return this.inTurn(() => hashPassword(password));
  }

  /** Whether it is the password of this hash; never, and after the same time, where there is none. Throws as `hash` does. */
  async isRight(password: string, hash: string | undefined): Promise<boolean> {
    this.nobodys ??= this.hash(newSecretToken());
    const compared = hash ?? (await this.nobodys);
    const isRight = await this.inTurn(() => isPassword(password, compared));
    return isRight && hash !== undefined;
  }

  isOutdated(hash: string): boolean {
    return isPasswordHashOutdated(hash);
  }

  private inTurn<T>(work: () => Promise<T>): Promise<T> {
    if (this.waiting >= MAX_WAITING) return Promise.reject(new TransientError('too many passwords wait to be compared'));
    this.waiting += 1;
    const done = this.last.then(work).finally(() => {
      this.waiting -= 1;
    });
    this.last = done.catch(() => undefined); // whoever asked is told; the next one goes on
    return done;
  }
}
