import { Injectable } from '@nestjs/common';
import { DomainError } from '@tollgate/errors';
import type { Caller } from '../api-keys/api-keys.repository.js';
import { Attempts } from '../attempts/attempts.repository.js';
import { refusal } from '../validation/field-error.js';
import { triesOf } from './key-tries.js';

/** Whoever asks about one unknown key after the other is looking for one that was sold. */
@Injectable()
export class KeyTries {
  constructor(private readonly attempts: Attempts) {}

  /** What is asked, as long as this client has not asked about too many keys that were never sold; a key that is known counts as no try. Throws
   *  DomainError `too_many_unknown_keys`, and what `ask` throws. */
  async during<T>(caller: Caller, client: string | undefined, ask: () => Promise<T>): Promise<T> {
    const tried = triesOf(caller, client);
    if (!(await this.attempts.take(tried))) throw refusal('too_many_unknown_keys');
    let isUnknown = false;
    try {
      return await ask();
    } catch (error) {
      isUnknown = error instanceof DomainError && error.code === 'unknown_license_key';
      throw error;
    } finally {
      if (!isUnknown) await this.attempts.giveBack(tried);
    }
  }
}
