import { Injectable } from '@nestjs/common';
import { newEvent } from '@tollgate/contracts';
import { invariant } from '@tollgate/errors';
import { AccessRecord } from '../access-record/access-record.handler.js';
import type { RequestContext } from '../http/caller.js';
import { IdempotencyRepository } from '../idempotency/idempotency.repository.js';
import type { SignedIn } from '../sessions/sessions.repository.js';
import { refusal } from '../validation/field-error.js';
import { type IssuedKey, IssuedKeys } from './issued-keys.repository.js';
import type { NewKeyBody } from './key.schema.js';
import { scopesFor } from './scopes-for.js';

/** In force at once, of a store and mode. */
const MAX_KEYS = 200;

/** A key that was made; the key itself where it is shown, which is once. */
export interface NewKey {
  readonly issued: IssuedKey;
  readonly key: string | null;
}

/** Makes and revokes the keys of a store's servers. */
@Injectable()
export class ManageKeys {
  constructor(
    private readonly keys: IssuedKeys,
    private readonly record: AccessRecord,
    private readonly idempotency: IdempotencyRepository,
  ) {}

  /** Throws DomainError `not_allowed` for a scope that they may not give, `second_factor_required` for the scope `goods` in a session that has shown
   *  none, as goods are those of both modes, and `too_many_keys`. Repeated under its Idempotency-Key it answers the same key without the key itself,
   *  which nobody has any more; and `key_not_made` where the database failed after it had kept that. */
  async issue(
    { name, scopes: asked }: NewKeyBody,
    { user: by, hasSecondFactor }: Pick<SignedIn, 'user' | 'hasSecondFactor'>,
    { caller, requestId, attempt }: RequestContext,
  ): Promise<NewKey> {
    const { merchant, mode } = caller;
    if (attempt.found !== undefined) {
      const issued = await this.keys.find(caller, attempt.found.answer ?? '');
      if (issued === undefined) throw refusal('key_not_made');
      return { issued, key: null };
    }
    const scopes = scopesFor(caller.rights, asked);
    if (scopes.includes('goods') && !hasSecondFactor) throw refusal('second_factor_required');
    return this.record.change(requestId, async (manager) => {
      if ((await this.keys.count(caller, manager)) >= MAX_KEYS) throw refusal('too_many_keys');
      const { id, key } = await this.keys.issue(caller, { name, scopes, by }, manager);
      await this.idempotency.keep(attempt, { answer: id });
      const issued = await this.keys.find(caller, id, manager);
      invariant(issued !== undefined, 'a key that was made is there');
      return {
        result: { issued, key },
        user: by,
        stores: [merchant],
        event: newEvent('ApiKeyIssued', { key: id, mode, name, scopes: [...scopes] }),
      };
    });
  }

  /** Dead within five seconds, which is how long a replica remembers it. Throws DomainError `not_found`; one that was revoked before is that, and
   *  stays. */
  async revoke(id: string, by: string, { caller, requestId }: RequestContext): Promise<void> {
    await this.record.change(requestId, async (manager) => {
      const isRevoked = await this.keys.revoke(caller, id, manager);
      if (!isRevoked) await this.known(caller, id);
      const event = isRevoked ? newEvent('ApiKeyRevoked', { key: id }) : undefined;
      return { result: undefined, user: by, stores: [caller.merchant], event, once: id };
    });
  }

  private async known(scope: RequestContext['caller'], id: string): Promise<IssuedKey> {
    const found = await this.keys.find(scope, id);
    if (found === undefined) throw refusal('not_found');
    return found;
  }
}
