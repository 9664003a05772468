import type { KeyObject } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { DomainError } from '@tollgate/errors';
import {
  type FoundIdempotencyRecord,
  IdempotencyConflict,
  type IdempotencyRecord,
  lookupHmac,
  newId,
  type OrderLog,
} from '@tollgate/order-log';
import { CONFIG, keyFromFile, ORDER_LOG } from '@tollgate/service';
import type { Caller } from '../api-keys/api-keys.repository.js';
import type { Config } from '../config.js';
import { explain } from './explanations.data.js';

/** A request that must not happen twice. */
export interface KeyedRequest {
  readonly caller: Caller;
  readonly key: string;
  /** Keyed HMAC of all that was asked. */
  readonly fingerprint: string;
}

/** The two ways to an answer. */
export interface Attempt<T> {
  /** Does what was asked; the idempotency record goes into the log with the first event, in one transaction. */
  readonly first: (idempotencyRecord: IdempotencyRecord | undefined) => Promise<T>;
  /** Answers again what was done already. */
  readonly again: (idempotencyRecord: FoundIdempotencyRecord) => Promise<T>;
}

const keyForm = /^[\x20-\x7e]{1,255}$/;
const field = 'Idempotency-Key';

/** Same key and same request, same answer; same key and another request, a refusal. */
@Injectable()
export class Idempotency {
  private readonly running = new Set<string>();
  private readonly lookupKey: KeyObject;

  constructor(
    @Inject(ORDER_LOG) private readonly log: OrderLog,
    @Inject(CONFIG) config: Config,
  ) {
    this.lookupKey = keyFromFile(config.TOLLGATE_LOOKUP_KEY_FILE);
  }

  /** The request under its key; undefined when it came without one. `what` names the call, `content` is the canonical text of its body
   *  without the CVC. Throws DomainError `invalid_idempotency_key`. */
  keyed(caller: Caller, header: string | string[] | undefined, { what, content }: { what: string; content: string }) {
    if (header === undefined) return undefined;
    if (typeof header !== 'string' || !keyForm.test(header)) {
      throw new DomainError('invalid_idempotency_key', field, explain('invalid_idempotency_key'));
    }
    const fingerprint = lookupHmac(this.lookupKey, caller.merchant, { kind: 'request', value: `${what}\n${content}` });
    return { caller, key: header, fingerprint };
  }

  /** Does it, or answers again what was done. Throws DomainError `still_running` while this process is at it, and `idempotency_key_reused` when the
   *  key belongs to another request. */
  async once<T>(request: KeyedRequest | undefined, attempt: Attempt<T>): Promise<T> {
    if (request === undefined) return attempt.first(undefined);
    const { caller, key } = request;
    const name = JSON.stringify([caller.merchant, caller.mode, key]);
    if (this.running.has(name)) throw new DomainError('still_running', field, explain('still_running'));
    this.running.add(name);
    try {
      return await this.firstOrAgain(request, attempt);
    } finally {
      this.running.delete(name);
    }
  }

  private async firstOrAgain<T>(request: KeyedRequest, { first, again }: Attempt<T>): Promise<T> {
    const { caller, key, fingerprint } = request;
    const known = await this.find(request);
    if (known !== undefined) return again(known);
    try {
      return await first({ id: newId(), ...caller, key, fingerprint });
    } catch (error) {
      // Another replica was quicker by a moment: its answer is the one.
      const winner = error instanceof IdempotencyConflict ? await this.find(request) : undefined;
      if (winner === undefined) throw error;
      return again(winner);
    }
  }

  private async find({ caller, key, fingerprint }: KeyedRequest): Promise<FoundIdempotencyRecord | undefined> {
    const found = await this.log.findIdempotencyRecord(caller.merchant, caller.mode, key);
    if (found !== undefined && found.fingerprint !== fingerprint) {
      throw new DomainError('idempotency_key_reused', field, explain('idempotency_key_reused'));
    }
    return found;
  }
}
