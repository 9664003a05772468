import { Injectable } from '@nestjs/common';
import type { Changes } from '../../domain/apply-page.js';
import type { Versions } from '../../domain/reported-order.js';
import { LeaderSession } from './leader-session.js';

/** How far one generation of the read models has come. */
export interface Generation {
  readonly generation: number;
  readonly state: 'live' | 'building';
  /** Where its next page begins; empty at the beginning. */
  readonly cursor: string;
  readonly appliedPosition: bigint;
  readonly appliedEvents: bigint;
}

/** A page of the log, applied to a generation. */
export interface AppliedPage {
  readonly generation: number;
  readonly from: string;
  readonly to: string;
  /** The highest position in it; 0n for none. */
  readonly position: bigint;
  readonly eventCount: number;
  readonly changes: Changes;
}

/** Moves the position and writes the rows, or, when the position is not where the page began, does neither. */
const applyPage = `with moved as (
  update progress set cursor = $3, applied_position = greatest(applied_position, $4::bigint), applied_events = applied_events + $5,
    applied_at = clock_timestamp()
  where generation = $1 and cursor = $2 returning generation
), shown as (
  insert into orders_by_generation as o (generation, order_id, merchant, mode, type, status, currency, total_minor, captured_minor,
    placed_at, captured_at, versions)
  select moved.generation, row.* from moved, unnest($6::uuid[], $7::text[], $8::text[], $9::text[], $10::text[], $11::text[], $12::bigint[],
    $13::bigint[], $14::timestamptz[], $15::timestamptz[], $16::jsonb[]) as row
  on conflict (generation, order_id) do update set status = excluded.status, total_minor = excluded.total_minor,
    captured_minor = excluded.captured_minor, captured_at = excluded.captured_at, versions = excluded.versions
), sold as (
  insert into sales_by_generation as s (generation, merchant, mode, currency, day, order_count, captured_minor, tax_minor, shipping_minor)
  select moved.generation, row.* from moved, unnest($17::text[], $18::text[], $19::text[], $20::date[], $21::int[], $22::bigint[],
    $23::bigint[], $24::bigint[]) as row
  on conflict (generation, merchant, mode, day, currency) do update set order_count = s.order_count + excluded.order_count,
    captured_minor = s.captured_minor + excluded.captured_minor, tax_minor = s.tax_minor + excluded.tax_minor,
    shipping_minor = s.shipping_minor + excluded.shipping_minor
)
select generation from moved`;

const columns = <T>(rows: readonly T[], ...fields: readonly ((row: T) => unknown)[]): unknown[][] =>
  fields.map((field) => rows.map(field));

const valuesOf = ({ generation, from, to, position, eventCount, changes: { orders, sales } }: AppliedPage): unknown[] => [
  generation,
  from,
  to,
  position,
  eventCount,
  ...columns(
    orders,
    (row) => row.orderId,
    (row) => row.merchant,
    (row) => row.mode,
    (row) => row.type,
    (row) => row.status,
    (row) => row.currency,
    (row) => row.totalMinor,
    (row) => row.capturedMinor,
    (row) => row.placedAt,
    (row) => row.capturedAt,
    (row) => JSON.stringify(row.versions),
  ),
  ...columns(
    sales,
    (row) => row.merchant,
    (row) => row.mode,
    (row) => row.currency,
    (row) => row.day,
    (row) => row.orderCount,
    (row) => row.capturedMinor,
    (row) => row.taxMinor,
    (row) => row.shippingMinor,
  ),
];

const purgedAtOnce = 5_000;

/** The read models as the leading replica writes them. */
@Injectable()
export class ReportStore {
  constructor(private readonly session: LeaderSession) {}

  lead(): Promise<boolean> {
    return this.session.lead();
  }

  /** The live one first, then the one that is being built, if any. */
  async generations(): Promise<readonly Generation[]> {
    const rows = await this.session.query<
      Record<'generation' | 'cursor' | 'position' | 'events', string> & Pick<Generation, 'state'>
    >(
      `select generation, state, cursor, applied_position as position, applied_events as events from progress order by state desc`,
    );
    return rows.map(({ generation, state, cursor, position, events }) => ({
      generation: Number(generation),
      state,
      cursor,
      appliedPosition: BigInt(position),
      appliedEvents: BigInt(events),
    }));
  }

  /** How far these orders are in the generation's rows; those without a row are left out. */
  async versionsOf(generation: number, orders: readonly string[]): Promise<ReadonlyMap<string, Versions>> {
    const rows = await this.session.query<{ id: string; versions: Versions }>(
      'select order_id as id, versions from orders_by_generation where generation = $1 and order_id = any($2::uuid[])',
      [generation, orders],
    );
    return new Map(rows.map(({ id, versions }) => [id, versions]));
  }

  /** Rows and position in one transaction. False, and nothing written, when the generation is not where the page began. */
  async apply(page: AppliedPage): Promise<boolean> {
    const moved = await this.session.query(applyPage, valuesOf(page));
    return moved.length === 1;
  }

  /** Shows this generation instead of the one shown now, at once and whole. */
  async show(generation: number): Promise<void> {
    await this.session.transaction(async () => {
      await this.session.query(`delete from progress where state = 'live'`);
      await this.session.query(`update progress set state = 'live' where generation = $1`, [generation]);
    });
  }

  /** Takes away some rows of generations that are shown no more. Answers whether there were any. */
  async purge(): Promise<boolean> {
    const [retired] = await this.session.query<{ generation: number }>(
      `select min(generation) as generation from (select min(generation) as generation from orders_by_generation
         union all select min(generation) from sales_by_generation) as oldest
       where generation < (select generation from progress where state = 'live')`,
    );
    if (retired?.generation == null) return false;
    await this.session.query(
      `delete from orders_by_generation where generation = $1 and order_id in
         (select order_id from orders_by_generation where generation = $1 order by order_id limit $2)`,
      [retired.generation, purgedAtOnce],
    );
    await this.session.query('delete from sales_by_generation where generation = $1', [retired.generation]);
    return true;
  }

  release(): Promise<void> {
    return this.session.release();
  }
}
