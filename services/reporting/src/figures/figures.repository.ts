import { Injectable } from '@nestjs/common';
import { queryRows } from '@tollgate/postgres';
import { DataSource } from 'typeorm';
import type { Period } from './buckets.js';
import { type Figure, figures } from './figures.js';
import { grainOf } from './pieces.js';

/** Whose figures (I14). */
export interface Owner {
  readonly merchant: string;
  readonly mode: string;
}

export type Figures = Readonly<Record<Figure, bigint>>;

/** What happened in one bucket of a period, in one currency. */
export interface BucketFigures {
  readonly currency: string;
  /** Counted from 0. */
  readonly bucket: number;
  readonly figures: Figures;
}

const sums = figures.map((figure) => `sum(${figure})::bigint AS ${figure}`).join(', ');
const figuresText = `SELECT currency, width_bucket(at, $6::timestamptz[]) - 1 AS bucket, ${sums}
  FROM figures WHERE merchant = $1 AND mode = $2 AND grain = $3 AND at >= $4::timestamptz AND at < $5::timestamptz
  GROUP BY 1, 2 ORDER BY 1, 2`;

type FiguresRow = { readonly currency: string; readonly bucket: number } & Readonly<Record<Figure, string>>;

/** Figures by time, always of one merchant and mode. */
@Injectable()
export class FiguresRepository {
  constructor(private readonly database: DataSource) {}

  /** By currency and bucket; those in which nothing happened are left out. Throws TransientError. */
  async find({ merchant, mode }: Owner, { fromMs, toMs, buckets }: Period): Promise<readonly BucketFigures[]> {
    const begins = buckets.map(({ beginMs }) => beginMs);
    const grain = grainOf([...begins, fromMs, toMs]);
    const [from, to] = [fromMs, toMs].map((ms) => new Date(ms).toISOString());
    const values = [merchant, mode, grain, from, to, begins.map((ms) => new Date(ms).toISOString())];
    const rows = await queryRows<FiguresRow>(this.database, figuresText, values);
    return rows.map((row) => ({
      currency: row.currency,
      bucket: row.bucket,
      figures: Object.fromEntries(figures.map((figure) => [figure, BigInt(row[figure])])) as Record<Figure, bigint>,
    }));
  }
}
