import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MemoryOrderLog, type MemoryStore } from '@tollgate/order-log';
import type { Config } from '../config.js';
import type { RequestContext } from '../http/caller.js';
import { IdempotencyRepository } from '../idempotency/idempotency.repository.js';

const caller = { merchant: 'mer_demo', mode: 'test', actor: 'key_1' } as const;

/** What a request says besides its key. */
export interface KeyedTestRequest {
  readonly key: string;
  readonly content: string;
}

/** One replica of the gateway over a log in memory that others may share: what handlers need to run once for each Idempotency-Key. */
export const openReplica = (store: MemoryStore) => {
  const folder = mkdtempSync(join(tmpdir(), 'ingress-key-'));
  const file = join(folder, 'lookup');
  writeFileSync(file, Buffer.alloc(32, 7).toString('base64'), { mode: 0o600 });
  const log = new MemoryOrderLog({ service: 'gateway-ingress', store });
  const idempotency = new IdempotencyRepository(log, { TOLLGATE_LOOKUP_KEY_FILE: file } as Config);
  rmSync(folder, { recursive: true });
  /** Does the work as the interceptor has it done. */
  const once = <T>({ key, content }: KeyedTestRequest, work: (context: RequestContext) => Promise<T>): Promise<T> =>
    idempotency.once({ caller, key, fingerprint: idempotency.fingerprint(caller, content) }, (attempt) =>
      work({ caller, requestId: 'req_1', traceparent: undefined, attempt }),
    );
  return { log, idempotency, once };
};
