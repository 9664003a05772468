import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { DailySales } from '../../domain/daily-sales.js';
import type { OrdersPage } from '../../domain/read-requests.js';

export interface SalesQuery {
  readonly merchant: string;
  readonly mode: string;
  readonly from: string;
  readonly to: string;
}

export interface RebuildProgress {
  readonly isDone: boolean;
  readonly appliedEvents: bigint;
  readonly totalEvents: bigint;
}

const statusIn = (status: string | undefined): string => {
  if (status === undefined) return '';
  // Said twice so that the planner sees that the small index serves.
  return status === 'approved' ? 'and status = $5' : `and status = $5 and status <> 'approved'`;
};

/** The statement for one page; one row more than asked for tells whether another page follows. */
export const pageStatement = ({ status }: Pick<OrdersPage, 'status'>): string =>
  `select order_id as id from orders where merchant = $1 and mode = $2 and order_id < $3 ${statusIn(status)} order by order_id desc limit $4`;

const afterAll = 'ffffffff-ffff-ffff-ffff-ffffffffffff';

/** The read models as anybody may ask for them, always within one merchant and mode. */
@Injectable()
export class ReportReader {
  constructor(private readonly database: DataSource) {}

  /** Newest first. */
  async orders(page: OrdersPage): Promise<{ readonly orders: readonly string[]; readonly nextCursor: string }> {
    const { merchant, mode, limit, before = afterAll, status } = page;
    const values = [merchant, mode, before, limit + 1, ...(status === undefined ? [] : [status])];
    const rows = await this.database.query<{ id: string }[]>(pageStatement(page), values);
    const orders = rows.slice(0, limit).map(({ id }) => id);
    return { orders, nextCursor: rows.length > limit ? (orders.at(-1) ?? '') : '' };
  }

  /** By day and currency. */
  async sales({ merchant, mode, from, to }: SalesQuery): Promise<readonly DailySales[]> {
    const rows = await this.database.query<Record<string, string>[]>(
      `select currency, to_char(day, 'YYYY-MM-DD') as day, order_count as count, captured_minor as captured, tax_minor as tax, shipping_minor as shipping
       from daily_sales where merchant = $1 and mode = $2 and day between $3::date and $4::date order by daily_sales.day, currency`,
      [merchant, mode, from, to],
    );
    return rows.map(({ currency = '', day = '', count, captured = '0', tax = '0', shipping = '0' }) => ({
      merchant,
      mode: mode as DailySales['mode'],
      currency,
      day,
      orderCount: Number(count),
      capturedMinor: BigInt(captured),
      taxMinor: BigInt(tax),
      shippingMinor: BigInt(shipping),
    }));
  }

  /** Asks the leading replica for a new generation, or joins the one under way; answers which. */
  async beginRebuild(): Promise<number> {
    await this.database.query(
      `insert into progress (generation, state) select max(generation) + 1, 'building' from progress on conflict do nothing`,
    );
    const [newest] = await this.database.query<{ generation: number }[]>('select max(generation) as generation from progress');
    return newest?.generation ?? 0;
  }

  /** How far a rebuild is. One that a later one has replaced is done. */
  async rebuildProgress(generation: number): Promise<RebuildProgress> {
    const rows = await this.database.query<{ generation: number; state: string; events: string }[]>(
      'select generation, state, applied_events as events from progress',
    );
    const live = rows.find(({ state }) => state === 'live');
    const own = rows.find((row) => row.generation === generation);
    return {
      isDone: live !== undefined && live.generation >= generation,
      appliedEvents: BigInt(own?.events ?? 0),
      totalEvents: BigInt(live?.events ?? 0),
    };
  }
}
