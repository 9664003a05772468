import type { RecordedEventOf } from '@tollgate/contracts';
import { Batched, PREPARED_PLANNING, PROMPT_TIMEOUTS, type Row, type ServerSettings, Session } from '@tollgate/postgres';
import type { List, ListKind } from '../lists/list-kinds.data.js';
import type { FraudSettings } from '../settings/fraud-settings.schema.js';
import { IP_SIGNAL, type ListMatch, type Precedents } from './assess-order.js';
import { type AttemptKeys, attemptKeys } from './attempt-keys.repository.js';

/** What went before an order, as it was told when its attempt was counted. */
export interface Attempt extends Pick<Precedents, 'card' | 'email' | 'ip'> {
  /** uuids of the orders of the same card, e-mail, goods and total within the window, the first counted first; whatever
   *  became of them. */
  readonly alike: readonly string[];
  /** The entries of the merchant's lists that it is known by, as they are in force. */
  readonly listed: readonly ListMatch[];
}

interface Question {
  readonly order: string;
  readonly keys: AttemptKeys;
  readonly at: string;
  readonly settings: FraudSettings;
}

const MAX_BATCH = 100;

/** Plans: see PREPARED_PLANNING. Commits need not reach the disk by themselves: the assessment that rests on one is
 *  appended in the same cluster afterwards, and its flush takes this one along. Lost with a crash, both are, and the
 *  order comes again. */
export const sessionSettings: ServerSettings = { ...PREPARED_PLANNING, synchronous_commit: 'off' };

/** Counted by the function; looked up in the lists by the same statement, so that no order waits for another round trip. */
export const recordText = `
SELECT counted.card_count, counted.email_count, counted.ip_count, counted.alike,
  (SELECT array_agg(list || ':' || kind || ':' || id) FROM list_entries
    WHERE key = ANY (($13::text[])[counted.place]::bigint[]) AND is_listed AND (expires_at IS NULL OR expires_at > ($6::timestamptz[])[counted.place]))
FROM record_attempts($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
  WITH ORDINALITY AS counted (card_count, email_count, ip_count, alike, place)`;

const array = (values: readonly (string | number | undefined)[]): string =>
  `{${values.map((value) => value ?? 'NULL').join(',')}}`;
const minutes = (count: number): string => `${count} min`;

const elementsOf = (text: string | null | undefined): readonly string[] => text?.slice(1, -1).split(',') ?? [];

const matchOf = (text: string): ListMatch => {
  const [list = '', kind = '', id = ''] = text.split(':');
  return { list: list as List, kind: kind as ListKind, id };
};

/** Card, e-mail and IP count, the orders alike, and the entries of lists; as Postgres writes them. */
const attemptOf = ([card, email, ip, alike, listed]: Row): Attempt => ({
  card: Number(card),
  email: Number(email),
  ip: Number(ip),
  alike: elementsOf(alike),
  listed: elementsOf(listed).map(matchOf),
});

const valuesOf = (batch: readonly Question[]): readonly string[] => [
  array(batch.map(({ order }) => order)),
  array(batch.map(({ keys }) => keys.card)),
  array(batch.map(({ keys }) => keys.email)),
  array(batch.map(({ keys }) => keys.ip)),
  array(batch.map(({ keys }) => keys.likeness)),
  array(batch.map(({ at }) => at)),
  array(batch.map(({ settings }) => settings.card.attempts)),
  array(batch.map(({ settings }) => minutes(settings.card.windowMinutes))),
  array(batch.map(({ settings }) => settings.email.attempts)),
  array(batch.map(({ settings }) => minutes(settings.email.windowMinutes))),
  array(batch.map(({ settings }) => `${settings.duplicate.windowSeconds} s`)),
  `{${IP_SIGNAL.attempts},${IP_SIGNAL.windowMinutes}}`,
  array(batch.map(({ keys }) => `"{${keys.listed.join(',')}}"`)),
];

/** Remembers every order that is assessed, and tells what went before it: exactly, however many replicas ask at once.
 *  What arrives while the last statement is under way goes together in the next. */
export class AttemptRepository {
  private readonly session: Session;
  private readonly batched: Batched<Question, Attempt>;

  constructor(connectionString: string) {
    const options = { connectionString, name: 'fraud attempts', settings: sessionSettings };
    this.session = new Session({ ...options, timeouts: PROMPT_TIMEOUTS });
    this.batched = new Batched({ run: (batch) => this.recordAll(batch), maxBatch: MAX_BATCH });
  }

  /** Counts the order's attempt and tells what went before it within the merchant's windows; for an order that was
   *  counted, what was told then. Throws TransientError while Postgres is out of reach. */
  record({ header, data }: RecordedEventOf<'OrderPriced'>, settings: FraudSettings): Promise<Attempt> {
    const keys = attemptKeys(header, data);
    return this.batched.ask({ order: header.subject.id, keys, at: header.occurredAt, settings });
  }

  close(): Promise<void> {
    return this.session.close();
  }

  private async recordAll(batch: readonly Question[]): Promise<readonly Attempt[]> {
    const rows = await this.session.query({ name: 'record', text: recordText, values: valuesOf(batch) });
    return rows.map(attemptOf);
  }
}
