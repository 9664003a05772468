import { Injectable } from '@nestjs/common';
import { queryRows } from '@tollgate/postgres';
import { DataSource } from 'typeorm';
import { type BreakdownKind, breakdownStatement } from './breakdown-statement.js';
import type { Wanted } from './owner.js';
import type { Piece } from './pieces.js';

/** A row of a breakdown, its columns as Postgres names them. */
export type BreakdownRow = Readonly<Record<string, string | number>>;

export interface BreakdownQuery {
  readonly by: BreakdownKind;
  /** The time that it is of. */
  readonly pieces: readonly Piece[];
  /** How many rows at most. */
  readonly most: number;
  /** Rows of the read model that count as well, as JSON. */
  readonly more: string;
}

/** What sales, tax and declines are made of, always of one merchant and mode (I14). */
@Injectable()
export class BreakdownRepository {
  constructor(private readonly database: DataSource) {}

  /** By currency, the largest first, at most so many. Throws TransientError. */
  find({ merchant, mode, currency }: Wanted, { by, pieces, most, more }: BreakdownQuery): Promise<readonly BreakdownRow[]> {
    const time = (of: 'fromMs' | 'toMs') => pieces.map((piece) => new Date(piece[of]).toISOString());
    const values = [merchant, mode, pieces.map(({ grain }) => grain), time('fromMs'), time('toMs'), most, more, currency];
    return queryRows<BreakdownRow>(this.database, breakdownStatement(by), values);
  }
}
