import { Injectable } from '@nestjs/common';
import { queryRows } from '@tollgate/postgres';
import { DataSource } from 'typeorm';
import type { DailySales } from './daily-sales.js';

export interface SalesQuery {
  readonly merchant: string;
  readonly mode: string;
  /** Days, both inclusive. */
  readonly from: string;
  readonly to: string;
}

const salesText = `SELECT to_char(day, 'YYYY-MM-DD') AS day, currency, order_count, captured_minor, shipping_minor, tax_minor,
    refund_count, refunded_minor, refunded_shipping_minor, refunded_tax_minor
  FROM daily_sales WHERE merchant = $1 AND mode = $2 AND day BETWEEN $3::date AND $4::date ORDER BY daily_sales.day, currency`;

type SalesRow = Readonly<
  Record<'day' | 'currency' | 'captured_minor' | 'shipping_minor' | 'tax_minor', string> &
    Record<'refunded_minor' | 'refunded_shipping_minor' | 'refunded_tax_minor', string> &
    Record<'order_count' | 'refund_count', number>
>;

/** Daily sales, always of one merchant and mode (I14). */
@Injectable()
export class SalesRepository {
  constructor(private readonly database: DataSource) {}

  /** By day and currency; days on which nothing happened are left out. Throws TransientError. */
  async find({ merchant, mode, from, to }: SalesQuery): Promise<readonly DailySales[]> {
    const rows = await queryRows<SalesRow>(this.database, salesText, [merchant, mode, from, to]);
    return rows.map((row) => ({
      merchant,
      mode: mode as DailySales['mode'],
      currency: row.currency,
      day: row.day,
      orderCount: row.order_count,
      capturedMinor: BigInt(row.captured_minor),
      shippingMinor: BigInt(row.shipping_minor),
      taxMinor: BigInt(row.tax_minor),
      refundCount: row.refund_count,
      refundedMinor: BigInt(row.refunded_minor),
      refundedShippingMinor: BigInt(row.refunded_shipping_minor),
      refundedTaxMinor: BigInt(row.refunded_tax_minor),
    }));
  }
}
