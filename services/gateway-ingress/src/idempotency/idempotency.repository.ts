import type { KeyObject } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { keyFromFile, lookupHmac, newId } from '@tollgate/crypto';
import { DomainError } from '@tollgate/errors';
import {
  type FoundIdempotencyRecord,
  IdempotencyConflict,
  type IdempotencyRecord,
  noHash,
  type OrderLog,
} from '@tollgate/order-log';
import { CONFIG, ORDER_LOG } from '@tollgate/service';
import type { Caller } from '../api-keys/api-keys.repository.js';
import type { Config } from '../config.js';
import type { Attempt } from '../http/caller.js';
import { refusal } from '../validation/field-error.js';

/** A request that must not happen twice. */
export interface KeyedRequest {
  readonly caller: Caller;
  readonly key: string;
  /** Keyed HMAC of all that was asked. */
  readonly fingerprint: string;
}

const FIELD = 'Idempotency-Key';

/** Same key and same request, same answer; same key and another request, a refusal. */
@Injectable()
export class IdempotencyRepository {
  private readonly running = new Set<string>();
  private readonly lookupKey: KeyObject;

  constructor(
    @Inject(ORDER_LOG) private readonly log: OrderLog,
    @Inject(CONFIG) config: Config,
  ) {
    this.lookupKey = keyFromFile(config.TOLLGATE_LOOKUP_KEY_FILE);
  }

  /** What tells one request from another: keyed, so that nobody can guess a request from it. */
  fingerprint({ merchant }: Caller, content: string): string {
    return lookupHmac(this.lookupKey, merchant, { kind: 'request', value: content });
  }

  /** Does it, or answers again what was done. Throws DomainError `still_running` while this process is at it, and `idempotency_key_reused`
   *  when the key belongs to another request. */
  async once<T>(request: KeyedRequest, work: (attempt: Attempt) => Promise<T>): Promise<T> {
    const { caller, key } = request;
    const name = JSON.stringify([caller.merchant, caller.mode, key]);
    if (this.running.has(name)) throw refusal('still_running', FIELD);
    this.running.add(name);
    try {
      return await this.firstOrAgain(request, work);
    } finally {
      this.running.delete(name);
    }
  }

  /** Keeps the key of a command that appended nothing to any order under it, with what its repetition is answered by; nothing where it came
   *  without a key. Throws IdempotencyConflict when another replica was quicker: `once` answers by what that one did. */
  async keep({ record }: Attempt, done: Pick<IdempotencyRecord, 'answer' | 'subject'>): Promise<void> {
    if (record === undefined) return;
    const { id, merchant, mode } = record;
    const kept = await this.log.append({
      subject: { kind: 'order', id: done.subject ?? id },
      merchant,
      mode,
      events: [],
      expectedVersion: 0,
      previousHash: noHash,
      causation: id,
      correlation: id,
      idempotencyRecords: [{ ...record, ...done }],
    });
    if (kept.outcome !== 'appended') throw new IdempotencyConflict('the idempotency key is taken');
  }

  private async firstOrAgain<T>(request: KeyedRequest, work: (attempt: Attempt) => Promise<T>): Promise<T> {
    const { caller, key, fingerprint } = request;
    const known = await this.find(request);
    if (known !== undefined) return work({ found: known });
    const { merchant, mode } = caller;
    try {
      return await work({ record: { id: newId(), merchant, mode, scope: 'request', key, fingerprint } });
    } catch (error) {
      // Another replica was quicker by a moment: its answer is the one, also where what it did is the reason for this refusal.
      const mayBeSecond = error instanceof IdempotencyConflict || error instanceof DomainError;
      const winner = mayBeSecond ? await this.find(request) : undefined;
      if (winner === undefined) throw error;
      return work({ found: winner });
    }
  }

  private async find({ caller, key, fingerprint }: KeyedRequest): Promise<FoundIdempotencyRecord | undefined> {
    const { merchant, mode } = caller;
    const found = await this.log.findIdempotencyRecord({ merchant, mode, scope: 'request', key });
    if (found !== undefined && found.fingerprint !== fingerprint) throw refusal('idempotency_key_reused', FIELD);
    return found;
  }
}
