import type { RecordedEventOf } from '@tollgate/contracts';
import { IP_SIGNAL } from '../../../services/fraud/dist/assess/assess-order.js';
import type { Attempt } from '../../../services/fraud/dist/assess/attempt.repository.js';
import { type AttemptKeys, attemptKeys } from '../../../services/fraud/dist/assess/attempt-keys.repository.js';
import type { Failure } from '../../../services/fraud/dist/lockouts/failures.repository.js';
import type { Failures } from '../../../services/fraud/dist/lockouts/lockout.js';
import type { FraudSettings } from '../../../services/fraud/dist/settings/fraud-settings.schema.js';
import type { Process } from '../world/process.ts';
import type { SimulatedLists } from './lists.ts';

interface Row {
  readonly order: string;
  readonly keys: AttemptKeys;
  readonly atMs: number;
  readonly told: Omit<Attempt, 'listed'>;
  hasFailed: boolean;
}

type Counted = 'card' | 'email' | 'ip' | 'likeness';

const MINUTE_MS = 60_000;

/** fraud's table of attempts: the twin of its function in Postgres. An order is counted once, and told the same again; the lists are looked up as they
 *  are. */
export class SimulatedAttempts {
  private readonly rows = new Map<string, Row>();
  private readonly lists: SimulatedLists;

  constructor(lists: SimulatedLists) {
    this.lists = lists;
  }

  of(process: Process) {
    return {
      record: (event: RecordedEventOf<'OrderPriced'>, settings: FraudSettings): Promise<Attempt> =>
        process.effect('count attempt', () => this.record(event, settings)),
    };
  }

  failuresOf(process: Process) {
    return {
      record: (failure: Failure, lockout: FraudSettings['lockout']): Promise<Failures> =>
        process.effect('count failure', () => this.fail(failure, lockout)),
    };
  }

  private record({ header, data }: RecordedEventOf<'OrderPriced'>, settings: FraudSettings): Attempt {
    const keys = attemptKeys(header, data);
    const atMs = Date.parse(header.occurredAt);
    const { told } = this.rows.get(header.subject.id) ?? this.count(header.subject.id, { keys, atMs }, settings);
    return { ...told, listed: this.lists.matching(keys.listed, atMs) };
  }

  private count(order: string, { keys, atMs }: Pick<Row, 'keys' | 'atMs'>, { card, email, duplicate }: FraudSettings): Row {
    const alike = this.before('likeness', keys, atMs - duplicate.windowSeconds * 1_000).map((row) => row.order);
    const countOf = (kind: Counted, minutes: number): number => this.before(kind, keys, atMs - minutes * MINUTE_MS).length;
    const told = {
      card: Math.min(countOf('card', card.windowMinutes), card.attempts),
      email: Math.min(countOf('email', email.windowMinutes), email.attempts),
      ip: Math.min(countOf('ip', IP_SIGNAL.windowMinutes), IP_SIGNAL.attempts),
      alike,
    };
    const row = { order, keys, atMs, told, hasFailed: false };
    this.rows.set(order, row);
    return row;
  }

  private fail({ order, keys, at }: Failure, { windowMinutes }: FraudSettings['lockout']): Failures {
    const row = this.rows.get(order);
    if (row !== undefined) row.hasFailed = true;
    const sinceMs = Date.parse(at) - windowMinutes * MINUTE_MS;
    const countOf = (kind: 'card' | 'email'): number =>
      this.before(kind, keys, sinceMs).filter(({ hasFailed }) => hasFailed).length;
    return { card: countOf('card'), email: countOf('email') };
  }

  private before(kind: Counted, keys: Partial<AttemptKeys>, sinceMs: number): readonly Row[] {
    const key = keys[kind];
    return key === undefined ? [] : [...this.rows.values()].filter((row) => row.keys[kind] === key && row.atMs > sinceMs);
  }
}
