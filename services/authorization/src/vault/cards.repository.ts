import type { SealedCard } from '../vault/sealed-card.js';
import type { CardRow, CardShelf } from '../vault/vault.js';
import { Session } from './session.js';

const INSERT = `insert into cards (id, merchant, order_id, key_id, box, has_cvc)
  select * from unnest($1::uuid[], $2::text[], $3::uuid[], $4::uuid[], $5::bytea[], $6::bool[])`;
const SELECT = 'select key_id, box, has_cvc from cards where id = $1';
const MAX_BATCH = 300;

type Pending = { readonly row: CardRow; readonly settle: (error?: unknown) => void };

export interface CardRowsOptions {
  readonly url: string;
  /** `off` by default, and safe: OrderPlaced, without which a token means nothing, is committed after it, in the same cluster and with
   *  `synchronous_commit=on`, and that commit flushes all write-ahead log before its own. A card lost in a crash had no order yet. */
  readonly synchronousCommit: 'on' | 'off';
}

/** The cards' rows. What comes in while a statement is under way goes into the next one, as the order event log does it. */
export class CardRows implements CardShelf {
  private readonly session: Session;
  private pending: Pending[] = [];
  private isWriting = false;

  constructor({ url, synchronousCommit }: CardRowsOptions) {
    const setUp = [`set synchronous_commit = ${synchronousCommit}`, 'set enable_seqscan = off', 'set statement_timeout = 10000'];
    this.session = new Session({ url, name: 'authorization-cards', setUp });
  }

  keep(row: CardRow): Promise<void> {
    const kept = new Promise<void>((resolve, reject) => {
      this.pending.push({ row, settle: (error) => (error === undefined ? resolve() : reject(error)) });
    });
    if (!this.isWriting) {
      this.isWriting = true;
      setImmediate(() => void this.write());
    }
    return kept;
  }

  async find(id: string): Promise<SealedCard | undefined> {
    const { rows } = await this.session.query<{ key_id: string; box: Buffer; has_cvc: boolean }>({
      name: 'card',
      text: SELECT,
      values: [id],
    });
    const [row] = rows;
    return row === undefined ? undefined : { keyId: row.key_id, box: row.box, hasCvc: row.has_cvc };
  }

  close(): Promise<void> {
    return this.session.close();
  }

  private async write(): Promise<void> {
    while (this.pending.length > 0) {
      const batch = this.pending.splice(0, MAX_BATCH);
      const error = await this.insert(batch.map(({ row }) => row)).then(
        () => undefined,
        (cause: unknown) => cause,
      );
      for (const { settle } of batch) settle(error);
    }
    this.isWriting = false;
  }

  private async insert(rows: readonly CardRow[]): Promise<void> {
    const values = [
      rows.map(({ id }) => id),
      rows.map(({ merchant }) => merchant),
      rows.map(({ order }) => order),
      rows.map(({ keyId }) => keyId),
      rows.map(({ box }) => box),
      rows.map(({ hasCvc }) => hasCvc),
    ];
    await this.session.query({ name: 'cards', text: INSERT, values });
  }
}
