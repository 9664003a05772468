import { Injectable } from '@nestjs/common';
import { TransientError } from '@tollgate/errors';
import { DataSource, type EntityManager } from 'typeorm';

/** Classes of SQLSTATE that speak of the server, not of the statement: connection, resources, shutdown, time-out, deadlock. */
const outside = /^(08|53|57|40)/;
const lostConnection = /^(ECONN|EPIPE|ETIMEDOUT|ENOTFOUND|EAI_)/;

const isOutside = (error: unknown): boolean => {
  const cause = error instanceof Error && 'driverError' in error ? (error.driverError as Error) : error;
  if (!(cause instanceof Error)) return false;
  const code = 'code' in cause ? String(cause.code) : '';
  return outside.test(code) || lostConnection.test(code) || /connection|timeout/i.test(code === '' ? cause.message : '');
};

const asFault = (error: unknown): unknown =>
  isOutside(error) ? new TransientError('the database cannot be reached', { cause: error }) : error;

/** Statements in the service's own schema. What the database itself cannot help becomes a TransientError. */
@Injectable()
export class Sql {
  constructor(private readonly database: DataSource) {}

  async query<T>(text: string, values: readonly unknown[] = []): Promise<readonly T[]> {
    try {
      return rowsOf<T>(await this.database.query(text, [...values]));
    } catch (error) {
      throw asFault(error);
    }
  }

  async transaction<T>(work: (query: Sql['query']) => Promise<T>): Promise<T> {
    try {
      return await this.database.transaction((manager) => work(inTransaction(manager)));
    } catch (error) {
      throw asFault(error);
    }
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
