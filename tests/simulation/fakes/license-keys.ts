import { newId } from '@tollgate/crypto';
import type { KeyChange, TakenKey } from '../../../services/esd-delivery/dist/license-keys/follow-order.js';
import type { OrderOf, StoredKey } from '../../../services/esd-delivery/dist/license-keys/key-stock.repository.js';
import type { Piece } from '../../../services/esd-delivery/dist/license-keys/with-keys.js';
import type { Process } from '../world/process.ts';
import type { World } from '../world/world.ts';

/** A key in the stock. */
interface Row {
  readonly id: string;
  readonly merchant: string;
  state: 'free' | 'reserved' | 'issued' | 'revoked';
  order: string;
  line: number;
  piece: number;
  lookAtMs: number;
  looks: number;
  reservedAtMs: number;
}

const FIRST_LOOK_MS = 30_000;
const LONGEST_LOOK_MS = 30 * 60_000;
const OLD_MS = 3_600_000;
const MOST_LOOKS = 10;

type Judge = (keys: readonly TakenKey[]) => Promise<readonly KeyChange[]>;

/** esd-delivery's table of license keys: the twin of its statements. Whoever runs out of free ones uploads another. */
export class SimulatedKeys {
  /** The sku that is sold with a key for each piece, if any. */
  sku: string | undefined;
  private readonly rows: Row[] = [];
  /** How often an order's keys were written: stands for the lock under which it is done. */
  private readonly writes = new Map<string, number>();
  private readonly world: World;

  constructor(world: World) {
    this.world = world;
  }

  get all(): readonly Readonly<Pick<Row, 'id' | 'state' | 'order'>>[] {
    return this.rows;
  }

  /** One process's repository. */
  of(process: Process) {
    return {
      take: (of: OrderOf, pieces: readonly Piece[]) => process.effect('take keys', () => this.take(of, pieces)),
      settle: (order: string, judge: Judge) => this.settle(process, order, judge),
      dueOrders: () => process.effect('look at keys', () => this.dueOrders()),
    };
  }

  /** Judged anew where somebody else wrote meanwhile, who in the database waits for their turn. */
  private async settle(process: Process, order: string, judge: Judge): Promise<void> {
    for (let isOver = false; !isOver; ) {
      const { keys, seen } = await process.effect('keys of an order', () => ({
        keys: this.takenFor(order),
        seen: this.seen(order),
      }));
      if (keys.length === 0) return;
      const changes = await judge(keys);
      isOver = await process.effect('change keys', () => this.seen(order) === seen && this.change(order, changes));
    }
  }

  private seen(order: string): number {
    return this.writes.get(order) ?? 0;
  }

  private take({ merchant, order }: OrderOf, pieces: readonly Piece[]): readonly StoredKey[] {
    this.writes.set(order, this.seen(order) + 1);
    return pieces.map(({ line, piece, sku }) => {
      const had = this.rows.find((row) => row.order === order && row.line === line && row.piece === piece);
      if (had?.state === 'revoked') Object.assign(had, { lookAtMs: this.world.nowMs + FIRST_LOOK_MS, looks: 0 });
      const row = had ?? this.reserve(this.freeOf(merchant), { order, line, piece });
      return { id: row.id, line, piece, sku, key: `KEY-${row.id}` };
    });
  }

  private freeOf(merchant: string): Row {
    const free = this.rows.find((row) => row.merchant === merchant && row.state === 'free');
    if (free !== undefined) return free;
    const none = { order: '', line: 0, piece: 0, lookAtMs: Number.POSITIVE_INFINITY, looks: 0, reservedAtMs: 0 };
    const row: Row = { id: newId(), merchant, state: 'free', ...none };
    this.rows.push(row);
    return row;
  }

  private reserve(row: Row, place: Pick<Row, 'order' | 'line' | 'piece'>): Row {
    const nowMs = this.world.nowMs;
    return Object.assign(row, place, { state: 'reserved', reservedAtMs: nowMs, lookAtMs: nowMs + FIRST_LOOK_MS, looks: 0 });
  }

  private takenFor(order: string): readonly TakenKey[] {
    const its = this.rows.filter((row) => row.order === order);
    return its.map(({ id, state, reservedAtMs }) => ({
      id,
      kind: 'pool',
      state,
      isOld: reservedAtMs < this.world.nowMs - OLD_MS,
    }));
  }

  private change(order: string, changes: readonly KeyChange[]): true {
    this.writes.set(order, this.seen(order) + 1);
    for (const { id, to } of changes) {
      const row = this.rows.find((one) => one.id === id && one.order === order);
      if (row === undefined || !mayBecome[to].includes(row.state)) continue;
      row.lookAtMs = Number.POSITIVE_INFINITY;
      if (to === 'issued' || to === 'revoked') row.state = to;
      else Object.assign(row, { state: 'free', order: '' });
    }
    return true;
  }

  private dueOrders(): readonly string[] {
    const due = this.rows.filter(({ lookAtMs }) => lookAtMs <= this.world.nowMs);
    for (const row of due) {
      const pauseMs = Math.min(LONGEST_LOOK_MS, FIRST_LOOK_MS * 2 ** Math.min(row.looks, 10));
      row.lookAtMs = row.state === 'revoked' && row.looks >= MOST_LOOKS ? Number.POSITIVE_INFINITY : this.world.nowMs + pauseMs;
      row.looks += 1;
    }
    return [...new Set(due.map(({ order }) => order))];
  }
}

/** Which states a key may be changed from. */
const mayBecome: Readonly<Record<KeyChange['to'], readonly Row['state'][]>> = {
  issued: ['reserved', 'revoked'],
  revoked: ['reserved', 'issued', 'revoked'],
  free: ['reserved'],
  gone: ['reserved'],
};
