import { Batched, bytesIn, PREPARED_PLANNING, PROMPT_TIMEOUTS, type Row, rowsByKey, Session } from '@tollgate/postgres';
import type { StoredCard } from './stored-card.js';

const INSERT = `INSERT INTO cards (id, merchant, mode, is_reusable, cvc_holder, key_id, sealed)
  SELECT * FROM unnest($1::uuid[], $2::text[], $3::text[], $4::bool[], $5::text[], $6::uuid[], $7::bytea[])`;
const SELECT = `SELECT id, merchant, mode, is_reusable, is_used, cvc_holder, key_id, sealed FROM cards
  WHERE id = ANY($1::uuid[])`;
const MARK_USED = 'UPDATE cards SET is_used = true WHERE id = $1';
/** In the card's own row: whoever holds it and whoever deletes it follow each other. Flushed with the intent that is recorded after it; a
 *  release that a crash of the server takes back is made again at the next start. */
const HOLD = `UPDATE cards SET open_credits = array_append(array_remove(open_credits, $2::uuid), $2::uuid)
  WHERE id = $1 RETURNING id`;
const RELEASE =
  'UPDATE cards SET open_credits = array_remove(open_credits, $2::uuid) WHERE id = $1 AND open_credits @> ARRAY[$2::uuid]';
const HOLDERS = "SELECT DISTINCT unnest(open_credits) FROM cards WHERE open_credits <> '{}'";
const DELETE = "DELETE FROM cards WHERE id = $1 AND open_credits = '{}' RETURNING id";
/** One that was for an order, and was used for it, becomes one for later orders; nothing of its CVC goes with it. */
const KEEP = 'UPDATE cards SET is_reusable = true, is_used = true, cvc_holder = NULL WHERE id = $1 AND NOT is_reusable';
const DELETE_ONE_ORDER = "DELETE FROM cards WHERE id = ANY($1::uuid[]) AND NOT is_reusable AND open_credits = '{}'";
/** What another replica deletes at the moment is passed over. */
const DELETE_OLD = `DELETE FROM cards WHERE id = ANY(ARRAY(
    SELECT id FROM cards WHERE NOT is_reusable AND open_credits = '{}' AND id < $1 ORDER BY id LIMIT $2 FOR UPDATE SKIP LOCKED
  )) RETURNING id`;

export interface CardsRepositoryOptions {
  readonly connectionString: string;
  /** `off` by default, and safe: OrderPlaced, without which a token means nothing, is committed after it, in the
   *  same cluster and with `synchronous_commit=on`, and that commit flushes all write-ahead log before its own. A
   *  card lost in a crash had no order yet. A reusable card whose token was answered without an order is flushed by
   *  the server within a second. */
  readonly synchronousCommit: 'on' | 'off';
}

/** More than a second's work: who comes then would have given up before the card is stored. */
const MAX_WAITING = 3_000;

/** The cards' rows, on a connection of their own. What comes in while a statement is under way goes into the next
 *  one, as the order event log does it. Throws TransientError while the database is out of reach. */
export class CardsRepository {
  private readonly session: Session;
  private readonly inserts: Batched<StoredCard, undefined>;
  private readonly finds: Batched<string, StoredCard | undefined>;

  constructor({ connectionString, synchronousCommit }: CardsRepositoryOptions) {
    const settings = { ...PREPARED_PLANNING, synchronous_commit: synchronousCommit };
    this.session = new Session({ connectionString, name: 'authorization-cards', settings, timeouts: PROMPT_TIMEOUTS });
    this.inserts = new Batched({ run: (cards) => this.insertAll(cards), maxWaiting: MAX_WAITING });
    this.finds = new Batched({ run: (ids) => this.findAll(ids), maxWaiting: MAX_WAITING });
  }

  async insert(card: StoredCard): Promise<void> {
    await this.inserts.ask(card);
  }

  find(id: string): Promise<StoredCard | undefined> {
    return this.finds.ask(id);
  }

  async markUsed(id: string): Promise<void> {
    await this.session.query({ name: 'card-used', text: MARK_USED, values: [id] });
  }

  /** Whether it was there. */
  async hold(id: string, credit: string): Promise<boolean> {
    return (await this.session.query({ name: 'card-hold', text: HOLD, values: [id, credit] })).length > 0;
  }

  async release(id: string, credit: string): Promise<void> {
    await this.session.query({ name: 'card-release', text: RELEASE, values: [id, credit] });
  }

  /** The credits that hold a card. */
  async holders(): Promise<readonly string[]> {
    const rows = await this.session.read({ name: 'card-holders', text: HOLDERS, values: [] });
    return rows.map(([credit]) => credit ?? '');
  }

  async keep(id: string): Promise<void> {
    await this.session.query({ name: 'card-keep', text: KEEP, values: [id] });
  }

  /** Whether it was there, and held by no credit. */
  async delete(id: string): Promise<boolean> {
    return (await this.session.query({ name: 'card-delete', text: DELETE, values: [id] })).length > 0;
  }

  /** Deletes those of them that are for one order. */
  async deleteOneOrderCards(ids: readonly string[]): Promise<void> {
    await this.session.query({ name: 'cards-delete', text: DELETE_ONE_ORDER, values: [ids] });
  }

  /** Deletes the oldest cards for one order, up to this id and this many; answers how many. */
  async deleteOlderThan(id: string, count: number): Promise<number> {
    return (await this.session.query({ name: 'cards-sweep', text: DELETE_OLD, values: [id, count] })).length;
  }

  close(): Promise<void> {
    return this.session.close();
  }

  private async insertAll(cards: readonly StoredCard[]): Promise<readonly undefined[]> {
    const values = [
      cards.map(({ id }) => id),
      cards.map(({ merchant }) => merchant),
      cards.map(({ mode }) => mode),
      cards.map(({ isReusable }) => isReusable),
      cards.map(({ cvcHolder }) => cvcHolder ?? null),
      cards.map(({ keyId }) => keyId),
      cards.map(({ sealed }) => sealed),
    ];
    await this.session.query({ name: 'cards-insert', text: INSERT, values });
    return cards.map(() => undefined);
  }

  private async findAll(ids: readonly string[]): Promise<readonly (StoredCard | undefined)[]> {
    const rows = await this.session.read({ name: 'cards-find', text: SELECT, values: [ids] });
    return rowsByKey(ids, rows).map(([row]) => (row === undefined ? undefined : cardIn(row)));
  }
}

const cardIn = (row: Row): StoredCard => {
  const [id, merchant, mode, isReusable, isUsed, cvcHolder, keyId, sealed] = row;
  return {
    id: id ?? '',
    merchant: merchant ?? '',
    mode: mode === 'live' ? 'live' : 'test',
    isReusable: isReusable === 't',
    isUsed: isUsed === 't',
    cvcHolder: cvcHolder ?? undefined,
    keyId: keyId ?? '',
    sealed: bytesIn(sealed),
  };
};
