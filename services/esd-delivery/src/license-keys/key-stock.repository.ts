import { Injectable } from '@nestjs/common';
import type { EventHeader } from '@tollgate/contracts';
import { newId, systemRandom } from '@tollgate/crypto';
import { DomainError } from '@tollgate/errors';
import { LicenseSecrets } from '@tollgate/license-keys';
import { Sql } from '../database/sql.repository.js';
import type { KeyChange, TakenKey } from './follow-order.js';
import { KeyMaker } from './key-maker.repository.js';
import { changeKey, claimDue, countFree, insertMade, lookAgain, selectTaken, takeFree } from './stock-statements.data.js';
import { type Piece, pieceName } from './with-keys.js';

/** Whose keys: test orders never take a key that is worth money. */
export type Shop = Pick<EventHeader, 'merchant' | 'mode'>;

export interface OrderOf extends Shop {
  /** uuid */
  readonly order: string;
}

/** A key, as it lies in the stock. */
export interface StoredKey {
  readonly id: string;
  readonly line: number;
  readonly piece: number;
  readonly sku: string;
  readonly key: string;
}

type Query = Sql['query'];
type Row = Omit<StoredKey, 'key'> & { readonly sealed: string };

/** Others hold keys of a pool that has enough: they take them, or give them back in a moment. */
class Contended extends Error {}

const MOST_TRIES = 20;
const pauseMs = (): number => 5 + systemRandom.fraction() * 20;

/** All license keys. A key belongs to one piece of one order at most, from the moment it is taken for it until the log says that nobody was
 *  told it. */
@Injectable()
export class KeyStock {
  constructor(
    private readonly sql: Sql,
    private readonly maker: KeyMaker,
    private readonly secrets: LicenseSecrets,
  ) {}

  /** A key for each of these pieces: those that the order has, and new ones for the others; all or none. Asked again it answers the same. Throws
   *  DomainError `keys_exhausted` with the line in its field. */
  async take(of: OrderOf, pieces: readonly Piece[]): Promise<readonly StoredKey[]> {
    for (let tries = 1; ; tries += 1) {
      try {
        return await this.sql.transaction((query) => this.takeIn(query, of, pieces));
      } catch (error) {
        if (!(error instanceof Contended)) throw error;
        if (tries === MOST_TRIES) throw exhausted(pieces[0]);
        await new Promise((resolve) => setTimeout(resolve, pauseMs()));
      }
    }
  }

  /** Changes the keys that were taken for an order; nobody else does meanwhile, so that what was read of the log last is written last. Orders
   *  without keys, which most are, are not judged. */
  async settle(order: string, judge: (keys: readonly TakenKey[]) => Promise<readonly KeyChange[]>): Promise<void> {
    const known = await this.sql.query('SELECT FROM license_keys WHERE order_id = $1 LIMIT 1', [order]);
    if (known.length === 0) return;
    await this.sql.transaction(async (query) => {
      await lockOrder(query, order);
      const keys = await query<TakenKey>(selectTaken, [order]);
      if (keys.length === 0) return;
      for (const change of await judge(keys)) await query(...changeStatement(order, change));
    });
  }

  /** Orders whose keys are to be looked at; each again later, as long as they are only kept for it. */
  async dueOrders(): Promise<readonly string[]> {
    const rows = await this.sql.query<{ readonly order: string }>(claimDue);
    return [...new Set(rows.map(({ order }) => order))];
  }

  private async takeIn(query: Query, of: OrderOf, pieces: readonly Piece[]): Promise<readonly StoredKey[]> {
    // Two who ask for one order at a time: the second finds what the first took.
    await lockOrder(query, of.order);
    const all = await query<Row>('SELECT id, line, piece, sku, sealed FROM license_keys WHERE order_id = $1', [of.order]);
    const wanted = new Set(pieces.map(pieceName));
    const had = all.filter((row) => wanted.has(pieceName(row)));
    if (had.length > 0) await query(lookAgain, [had.map(({ id }) => id)]);
    const names = new Set(had.map(pieceName));
    const missing = pieces.filter((piece) => !names.has(pieceName(piece)));
    const taken = [...had, ...(await this.takePool(query, of, missing)), ...(await this.make(query, of, missing))];
    return taken.map(({ sealed, ...row }) => ({ ...row, key: this.secrets.open(sealed, atRest(of)) }));
  }

  private async takePool(query: Query, { merchant, mode, order }: OrderOf, missing: readonly Piece[]): Promise<readonly Row[]> {
    const rows: Row[] = [];
    const pooled = missing.filter(({ kind }) => kind === 'pool');
    for (const [sku, pieces] of Map.groupBy(pooled, (piece) => piece.sku)) {
      const pool = [merchant, mode, sku];
      const places = [pieces.map(({ line }) => line), pieces.map(({ piece }) => piece)];
      const taken = await query<Row>(takeFree, [...pool, order, ...places]);
      if (taken.length < pieces.length) throw await shortage(query, pool, pieces);
      rows.push(...taken);
    }
    return rows;
  }

  private async make(query: Query, of: OrderOf, missing: readonly Piece[]): Promise<readonly Row[]> {
    const rows: Row[] = [];
    for (const piece of missing) {
      if (piece.kind !== 'pool') rows.push(await this.makeOne(query, of, piece));
    }
    return rows;
  }

  private async makeOne(query: Query, of: OrderOf, piece: Piece): Promise<Row> {
    const { merchant, mode, order } = of;
    for (let tries = 0; tries < MOST_TRIES; tries += 1) {
      const key = await this.maker.make(query, of, piece);
      const kept = [this.secrets.nameOf(merchant, key), this.secrets.seal(key, atRest(of))];
      const place = [order, piece.line, piece.piece];
      const [row] = await query<Row>(insertMade, [newId(), merchant, mode, piece.sku, piece.kind, ...kept, ...place]);
      if (row !== undefined) return row;
    }
    throw exhausted(piece); // a pattern of which nearly every key was drawn
  }
}

/** The context that a key is sealed under in the stock. */
export const atRest = ({ merchant }: Pick<Shop, 'merchant'>): string => `stock ${merchant}`;

const lockOrder = (query: Query, order: string): Promise<unknown> =>
  query(`SELECT pg_advisory_xact_lock(hashtextextended($1, 0))`, [`license-keys ${order}`]);

const changeStatement = (order: string, change: KeyChange): [text: string, values: readonly unknown[]] => [
  changeKey[change.to],
  [change.id, order, ...(change.to === 'issued' ? [change.activations] : [])],
];

const exhausted = (piece: Piece | undefined): DomainError =>
  new DomainError('keys_exhausted', `/items/${(piece?.line ?? 1) - 1}/quantity`);

/** What was passed over may be given back by whoever is about to take it: only what is not there is a shortage. */
const shortage = async (query: Query, pool: readonly string[], pieces: readonly Piece[]): Promise<Error> => {
  const [free] = await query<{ readonly count: number }>(countFree, [...pool, pieces.length]);
  return (free?.count ?? 0) < pieces.length ? exhausted(pieces.at(-1)) : new Contended('others hold free keys');
};
