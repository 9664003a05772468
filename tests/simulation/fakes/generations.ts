import type { ColumnValue } from '../../../services/reporting/dist/projection/column.js';
import type { AppliedPage, Generation } from '../../../services/reporting/dist/projection/generations.repository.js';
import { projections } from '../../../services/reporting/dist/projection/projections.js';
import type { Versions } from '../../../services/reporting/dist/projection/reported-order.js';
import type { Process } from '../world/process.ts';

type Row = Readonly<Record<string, ColumnValue>>;

const tables = projections.map(({ table }) => table);

/** reporting's read models: rows and position, which move together. The twin of its one statement. */
export class SimulatedGenerations {
  private cursor = '';
  private position = 0n;
  /** By table, then by key. */
  readonly rows = new Map<string, Map<string, Row>>(tables.map(({ name }) => [name, new Map()]));

  of(process: Process) {
    return {
      all: () => process.effect('generations', () => [this.live()]),
      versionsOf: (_at: unknown, orders: readonly string[]) => process.effect('versions', () => this.versionsOf(orders)),
      apply: (page: AppliedPage) => process.effect('apply page', () => this.apply(page)),
    };
  }

  private live(): Generation {
    return {
      generation: 1,
      state: 'live',
      suffix: '1_0',
      cursor: this.cursor,
      appliedPosition: this.position,
      appliedEvents: 0n,
    };
  }

  private versionsOf(orders: readonly string[]): ReadonlyMap<string, Versions> {
    const known = this.rows.get('orders');
    return new Map(
      orders.flatMap((order) => {
        const row = known?.get(order);
        return row === undefined ? [] : [[order, JSON.parse(String(row.versions)) as Versions] as const];
      }),
    );
  }

  private apply({ from, to, position, changes }: AppliedPage): boolean {
    if (from !== this.cursor) return false;
    for (const [index, table] of tables.entries()) {
      const columns = Object.keys(table.types);
      const written = changes[index] ?? [];
      const count = written[0]?.length ?? 0;
      for (let at = 0; at < count; at += 1) {
        const row = Object.fromEntries(columns.map((name, column) => [name, written[column]?.[at] ?? null]));
        this.write(table, row);
      }
    }
    this.cursor = to;
    this.position = position;
    return true;
  }

  private write({ name, key, onConflict }: (typeof tables)[number], row: Row): void {
    const rows = this.rows.get(name);
    const id = key.map((column) => String(row[column])).join(' ');
    const known = rows?.get(id);
    rows?.set(id, known === undefined || onConflict !== 'add' ? row : added(known, row, key));
  }
}

const added = (known: Row, more: Row, key: readonly string[]): Row =>
  Object.fromEntries(
    Object.entries(more).map(([column, value]) => [
      column,
      key.includes(column) ? value : (BigInt(String(known[column])) + BigInt(String(value))).toString(),
    ]),
  );
