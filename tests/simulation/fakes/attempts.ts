import type { RecordedEventOf } from '@tollgate/contracts';
import { IP_SIGNAL } from '../../../services/fraud/dist/assess/assess-order.js';
import type { Attempt } from '../../../services/fraud/dist/assess/attempt.repository.js';
import { type AttemptKeys, attemptKeys } from '../../../services/fraud/dist/assess/attempt-keys.repository.js';
import type { FraudSettings } from '../../../services/fraud/dist/settings/fraud-settings.schema.js';
import type { Process } from '../world/process.ts';

interface Row {
  readonly order: string;
  readonly keys: AttemptKeys;
  readonly atMs: number;
  readonly told: Attempt;
}

const MINUTE_MS = 60_000;

/** fraud's table of attempts: the twin of its function in Postgres. An order is counted once, and told the same again. */
export class SimulatedAttempts {
  private readonly rows = new Map<string, Row>();

  of(process: Process) {
    return {
      record: (event: RecordedEventOf<'OrderPriced'>, settings: FraudSettings): Promise<Attempt> =>
        process.effect('count attempt', () => this.record(event, settings)),
    };
  }

  private record({ header, data }: RecordedEventOf<'OrderPriced'>, settings: FraudSettings): Attempt {
    const { id: order } = header.subject;
    const known = this.rows.get(order);
    if (known !== undefined) return known.told;
    if (data.screening === undefined || data.total === undefined) throw new TypeError('a priced order is screened');
    const keys = attemptKeys(header, data.screening, data.total);
    const atMs = Date.parse(header.occurredAt);
    const { card, email, duplicate } = settings;
    const alike = this.before('likeness', keys, atMs - duplicate.windowSeconds * 1_000).map((row) => row.order);
    const countOf = (kind: keyof AttemptKeys, minutes: number): number =>
      this.before(kind, keys, atMs - minutes * MINUTE_MS).length;
    const told: Attempt = {
      card: Math.min(countOf('card', card.windowMinutes), card.attempts),
      email: Math.min(countOf('email', email.windowMinutes), email.attempts),
      ip: Math.min(countOf('ip', IP_SIGNAL.windowMinutes), IP_SIGNAL.attempts),
      alike,
    };
    this.rows.set(order, { order, keys, atMs, told });
    return told;
  }

  private before(kind: keyof AttemptKeys, keys: AttemptKeys, sinceMs: number): readonly Row[] {
    const key = keys[kind];
    return key === undefined ? [] : [...this.rows.values()].filter((row) => row.keys[kind] === key && row.atMs > sinceMs);
  }
}
