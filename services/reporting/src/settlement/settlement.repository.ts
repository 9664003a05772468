import { Injectable } from '@nestjs/common';
import { queryRows } from '@tollgate/postgres';
import { DataSource } from 'typeorm';
import { bucketStatement } from '../figures/bucket-statement.js';
import { bucketValues } from '../figures/bucket-values.js';
import type { Period } from '../figures/buckets.js';
import type { Wanted } from '../figures/owner.js';
import { type SettlementMeasure, settlementMeasures } from './settlements.js';

/** What went through one processor in one bucket of a period, in one currency. */
export interface SettledBucket extends Readonly<Record<SettlementMeasure, string>> {
  readonly currency: string;
  readonly processor: string;
  /** Counted from 0. */
  readonly bucket: number;
}

const text = bucketStatement({ table: 'settlements', keys: ['processor'], measures: settlementMeasures });

/** Captures and refunds by processor, always of one merchant and mode (I14). */
@Injectable()
export class SettlementRepository {
  constructor(private readonly database: DataSource) {}

  /** By currency, bucket and processor; those in which nothing moved are left out. `more` are rows of the read model that count as well, as
   *  JSON. Throws TransientError. */
  find(wanted: Wanted, period: Period, more: string): Promise<readonly SettledBucket[]> {
    return queryRows<SettledBucket>(this.database, text, bucketValues(wanted, period, more));
  }
}
