import { Injectable } from '@nestjs/common';
import { known } from '@tollgate/postgres';
import { DataSource, type EntityManager } from 'typeorm';

/** Statements in the service's own schema. What the database itself cannot help becomes a TransientError. */
@Injectable()
export class Sql {
  constructor(private readonly database: DataSource) {}

  query<T>(text: string, values: readonly unknown[] = []): Promise<readonly T[]> {
    return known(async () => rowsOf<T>(await this.database.query(text, [...values])));
  }

  /** `manager`: for what has statements of its own, and belongs to the same transaction. */
  transaction<T>(work: (query: Sql['query'], manager: EntityManager) => Promise<T>): Promise<T> {
    return known(() => this.database.transaction((manager) => work(inTransaction(manager), manager)));
  }
}

const inTransaction =
  (manager: EntityManager): Sql['query'] =>
  async <T>(text: string, values: readonly unknown[] = []) =>
    rowsOf<T>(await manager.query(text, [...values]));

/** TypeORM answers rows to a SELECT and INSERT, but [rows, count] to an UPDATE and DELETE. */
const rowsOf = <T>(answer: unknown): readonly T[] => {
  const [first, second] = answer as unknown[];
  return (Array.isArray(first) && typeof second === 'number' ? first : answer) as readonly T[];
};
