import { ApiFailure } from './api-failure.js';

/** An answer as it left, or would have left. */
export interface SavedAnswer {
  readonly status: number;
  readonly body: string;
}

interface Use {
  readonly fingerprint: string;
  readonly answer: SavedAnswer | undefined;
}

/** Which POST was sent under which key, and what it was answered. Kept in memory: like Stripe's, which are gone after
 *  a day, they are gone after a restart. Source: docs.stripe.com/api/idempotent_requests. */
export class IdempotencyKeys {
  private readonly uses = new Map<string, Use>();

  /** The saved answer to the same request; undefined where the key is new and now taken. Throws 409 while the first
   *  request runs, and 400 for another request under the same key. */
  begin(key: string, fingerprint: string): SavedAnswer | undefined {
    const use = this.uses.get(key);
    if (use === undefined) {
      this.uses.set(key, { fingerprint, answer: undefined });
      return undefined;
    }
    if (use.fingerprint !== fingerprint) throw otherParameters();
    if (use.answer === undefined) throw keyInUse();
    return use.answer;
  }

  save(key: string, answer: SavedAnswer): void {
    const use = this.uses.get(key);
    if (use !== undefined) this.uses.set(key, { ...use, answer });
  }

  /** Nothing was executed: the key is free again. */
  release(key: string): void {
    this.uses.delete(key);
  }

  /** As Stripe does after a day. */
  forget(): void {
    this.uses.clear();
  }
}

export const keyInUse = (): ApiFailure =>
  new ApiFailure(409, {
    type: 'idempotency_error',
    code: 'idempotency_key_in_use',
    message: 'There is another request in progress with the same idempotency key.',
  });

const otherParameters = (): ApiFailure =>
  new ApiFailure(400, {
    type: 'idempotency_error',
    message: 'Keys for idempotent requests can only be used with the same parameters they were first used with.',
  });
