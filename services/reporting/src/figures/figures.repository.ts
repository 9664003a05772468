import { Injectable } from '@nestjs/common';
import { queryRows } from '@tollgate/postgres';
import { DataSource } from 'typeorm';
import type { Period } from './buckets.js';
import { type Figure, figures } from './figures.js';
import { piecesOf } from './pieces.js';

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
/** Piece by piece, by the key: OFFSET keeps the planner from reading the whole table instead, which it thinks shorter. */
const figuresText = `SELECT currency, bucket, ${sums}
  FROM unnest($3::text[], $4::timestamptz[], $5::timestamptz[], $6::int[]) AS piece (of_grain, since, until, bucket),
    LATERAL (SELECT * FROM figures WHERE merchant = $1 AND mode = $2 AND grain = of_grain AND at >= since AND at < until OFFSET 0) AS rows
  GROUP BY 1, 2 ORDER BY 1, 2`;

const timesOf = (moments: readonly number[]): readonly string[] => moments.map((ms) => new Date(ms).toISOString());

/** The longest first: what a bucket has whole months or days of is not added up of hours. */
const grains = ['month', 'day', 'hour', 'quarter'] as const;

type FiguresRow = { readonly currency: string; readonly bucket: number } & Readonly<Record<Figure, string>>;

/** Figures by time, always of one merchant and mode. */
@Injectable()
export class FiguresRepository {
  constructor(private readonly database: DataSource) {}

  /** By currency and bucket; those in which nothing happened are left out. Throws TransientError. */
  async find({ merchant, mode }: Owner, { toMs, buckets }: Period): Promise<readonly BucketFigures[]> {
    const pieces = buckets.flatMap(({ beginMs }, bucket) =>
      piecesOf(beginMs, buckets[bucket + 1]?.beginMs ?? toMs, grains).map((piece) => ({ ...piece, bucket })),
    );
    const values = [
      merchant,
      mode,
      pieces.map(({ grain }) => grain),
      timesOf(pieces.map((piece) => piece.fromMs)),
      timesOf(pieces.map((piece) => piece.toMs)),
      pieces.map(({ bucket }) => bucket),
    ];
    const rows = await queryRows<FiguresRow>(this.database, figuresText, values);
    return rows.map((row) => ({
      currency: row.currency,
      bucket: row.bucket,
      figures: Object.fromEntries(figures.map((figure) => [figure, BigInt(row[figure])])) as Record<Figure, bigint>,
    }));
  }
}
