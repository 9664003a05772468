import { Injectable } from '@nestjs/common';
import { queryRows } from '@tollgate/postgres';
import { DataSource } from 'typeorm';
import type { Period } from './buckets.js';
import { type Figure, figures } from './figures.js';
import { bucketRows } from './pieces.js';

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
  FROM (
    SELECT * FROM figures WHERE merchant = $1 AND mode = $2 AND grain = $3 AND at >= $4::timestamptz AND at < $5::timestamptz
      AND at <> ALL ($7::timestamptz[])
    UNION ALL SELECT * FROM figures WHERE merchant = $1 AND mode = $2 AND grain = 'quarter' AND at = ANY ($8::timestamptz[])
  ) AS rows GROUP BY 1, 2 ORDER BY 1, 2`;

const timesOf = (moments: readonly number[]): readonly string[] => moments.map((ms) => new Date(ms).toISOString());

type FiguresRow = { readonly currency: string; readonly bucket: number } & Readonly<Record<Figure, string>>;

/** Figures by time, always of one merchant and mode. */
@Injectable()
export class FiguresRepository {
  constructor(private readonly database: DataSource) {}

  /** By currency and bucket; those in which nothing happened are left out. Throws TransientError. */
  async find({ merchant, mode }: Owner, { fromMs, toMs, buckets }: Period): Promise<readonly BucketFigures[]> {
    const begins = buckets.map(({ beginMs }) => beginMs);
    const { grain, without, quarters } = bucketRows([...begins, fromMs, toMs]);
    const values = [merchant, mode, grain, ...timesOf([fromMs, toMs]), timesOf(begins), timesOf(without), timesOf(quarters)];
    const rows = await queryRows<FiguresRow>(this.database, figuresText, values);
    return rows.map((row) => ({
      currency: row.currency,
      bucket: row.bucket,
      figures: Object.fromEntries(figures.map((figure) => [figure, BigInt(row[figure])])) as Record<Figure, bigint>,
    }));
  }
}
