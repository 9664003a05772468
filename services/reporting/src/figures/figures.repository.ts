import { Injectable } from '@nestjs/common';
import { queryRows } from '@tollgate/postgres';
import { DataSource } from 'typeorm';
import { bucketStatement } from './bucket-statement.js';
import { bucketValues } from './bucket-values.js';
import type { Period } from './buckets.js';
import { type Figure, figures } from './figures.js';
import type { Wanted } from './owner.js';

export type Figures = Readonly<Record<Figure, bigint>>;

/** What happened in one bucket of a period, in one currency. */
export interface BucketFigures {
  readonly currency: string;
  /** Counted from 0. */
  readonly bucket: number;
  readonly figures: Figures;
}

const text = bucketStatement({ table: 'figures', keys: [], measures: figures });

type FiguresRow = { readonly currency: string; readonly bucket: number } & Readonly<Record<Figure, string>>;

/** Figures by time, always of one merchant and mode. */
@Injectable()
export class FiguresRepository {
  constructor(private readonly database: DataSource) {}

  /** By currency and bucket; those in which nothing happened are left out. `more` are rows of the read model that count as well, as JSON.
   *  Throws TransientError. */
  async find(wanted: Wanted, period: Period, more = '[]'): Promise<readonly BucketFigures[]> {
    const rows = await queryRows<FiguresRow>(this.database, text, bucketValues(wanted, period, more));
    return rows.map((row) => ({
      currency: row.currency,
      bucket: row.bucket,
      figures: Object.fromEntries(figures.map((figure) => [figure, BigInt(row[figure])])) as Record<Figure, bigint>,
    }));
  }
}
