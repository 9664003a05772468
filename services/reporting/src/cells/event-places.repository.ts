import { Injectable } from '@nestjs/common';
import { queryRows } from '@tollgate/postgres';
import { DataSource } from 'typeorm';
import type { Owner } from '../figures/owner.js';
import type { PlaceInList } from '../orders/orders-page.js';
import type { Source } from './cell.js';

/** Where an event that counts is to be found. */
export interface EventPlace {
  /** When it happened; RFC 3339, to the microsecond. */
  readonly at: string;
  /** uuid of the event; of a placement that of the order. */
  readonly id: string;
  /** uuid */
  readonly order: string;
}

export interface PlacesQuery {
  readonly owner: Owner;
  readonly source: Source;
  /** ISO 4217; of every currency without it. */
  readonly currency?: string;
  /** Keyed HMAC of an e-mail address: captures and refunds of this customer alone. */
  readonly customer?: string;
  readonly fromMs: number;
  /** Exclusive. */
  readonly toMs: number;
  /** The last place that was seen. */
  readonly after?: PlaceInList | undefined;
  readonly limit: number;
}

const timeText = (column: string): string => `to_char(${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`;

/** Newest first, by the key of each of the read models. */
const text = ({ table, at, id, where }: Readonly<Record<'table' | 'at' | 'id' | 'where', string>>): string =>
  `SELECT ${timeText(at)} AS at, ${id} AS id, order_id AS order FROM ${table}
  WHERE merchant = $1 AND mode = $2 AND ${at} >= $3::timestamptz AND ${at} < $4::timestamptz AND (${at}, ${id}) < ($5::timestamptz, $6::uuid)
    AND ${where}
  ORDER BY ${at} DESC, ${id} DESC LIMIT $7`;

const isOfCurrency = '($8::text IS NULL OR currency = $8)';
const texts = {
  placements: text({ table: 'orders', at: 'placed_at', id: 'order_id', where: isOfCurrency }),
  outcomes: text({ table: 'outcomes', at: 'at', id: 'event', where: 'outcome = ANY ($8::text[])' }),
  movements: text({
    table: 'journal',
    at: 'at',
    id: 'entry',
    where: `${isOfCurrency} AND event = ANY ($9::text[]) AND ($10::text IS NULL OR customer = $10)`,
  }),
} as const;

const end: PlaceInList = { placedAt: 'infinity', order: 'ffffffff-ffff-ffff-ffff-ffffffffffff' };

const ownValues = ({ source, currency, customer }: PlacesQuery): readonly unknown[] => {
  if (source.of === 'placements') return [currency ?? null];
  return source.of === 'outcomes' ? [source.outcomes] : [currency ?? null, source.events, customer ?? null];
};

/** Which events count in a time, always of one merchant and mode (I14). */
@Injectable()
export class EventPlaces {
  constructor(private readonly database: DataSource) {}

  /** Newest first. Throws TransientError. */
  find(query: PlacesQuery): Promise<readonly EventPlace[]> {
    const { owner, source, fromMs, toMs, after = end, limit } = query;
    const times = [fromMs, toMs].map((ms) => new Date(ms).toISOString());
    const values = [owner.merchant, owner.mode, ...times, after.placedAt, after.order, limit, ...ownValues(query)];
    return queryRows<EventPlace>(this.database, texts[source.of], values);
  }
}
