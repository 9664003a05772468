import { createSecretKey, randomBytes } from 'node:crypto';
import { type CardData, CardDataSchema, create } from '@tollgate/contracts';
import { newPrivateKey } from '@tollgate/crypto';
import { TransientError } from '@tollgate/errors';
import { CardsInUse } from '../cards-in-use.store.js';
import type { AskReplica, CvcAnswer } from '../cvc/cvc.client.js';
import { CvcCache } from '../cvc/cvc-cache.store.js';
import { CvcCustody } from '../cvc/cvc-custody.handler.js';
import { DataKeys } from '../keys/data-keys.store.js';
import { SealingKeys } from '../keys/sealing-keys.store.js';
import { VaultKeys } from '../keys/vault-keys.store.js';
import { RemoveCards } from '../remove-cards.handler.js';
import { cardContentOf, type StoredCard } from '../stored-card.js';
import { type Cards, type CardToStore, Vault } from '../vault.handler.js';
import { MemoryWrappedKeys } from './memory-wrapped-keys.js';

/** A test number of the networks, which no card has. */
export const PAN = '4929420573595709';
export const CVC = '8642';
export const MERCHANT = { merchant: 'mer_demo', mode: 'test' } as const;

export const cardData = (change: Partial<CardData> = {}): CardData =>
  create(CardDataSchema, {
    pan: PAN,
    cvc: CVC,
    expiryMonth: 3,
    expiryYear: 2031,
    streetDigits: '1',
    postalCode: '12207',
    brand: 'visa',
    fingerprint: 'f'.repeat(64),
    ...change,
  });

export const cardToStore = (change: Partial<CardToStore> = {}): CardToStore => ({
  ...MERCHANT,
  isReusable: false,
  content: cardContentOf(cardData()),
  cvc: CVC,
  ...change,
});

/** Rows in memory. */
export class MemoryCards implements Cards {
  readonly rows = new Map<string, StoredCard>();
  private readonly held = new Map<string, Set<string>>();

  async insert(card: StoredCard): Promise<void> {
    this.rows.set(card.id, card);
  }

  async find(id: string): Promise<StoredCard | undefined> {
    return this.rows.get(id);
  }

  async markUsed(id: string): Promise<void> {
    const row = this.rows.get(id);
    if (row !== undefined) this.rows.set(id, { ...row, isUsed: true });
  }

  async hold(id: string, credit: string): Promise<boolean> {
    if (this.rows.has(id)) this.held.set(id, new Set([...(this.held.get(id) ?? []), credit]));
    return this.rows.has(id);
  }

  async release(id: string, credit: string): Promise<void> {
    this.held.get(id)?.delete(credit);
  }

  async holders(): Promise<readonly string[]> {
    return [...new Set([...this.held.values()].flatMap((credits) => [...credits]))];
  }

  async delete(id: string): Promise<boolean> {
    return !this.isHeld(id) && this.rows.delete(id);
  }

  async keep(id: string): Promise<void> {
    const row = this.rows.get(id);
    if (row?.isReusable === false) this.rows.set(id, { ...row, isReusable: true, isUsed: true, cvcHolder: undefined });
  }

  async deleteOneOrderCards(ids: readonly string[]): Promise<void> {
    for (const id of ids) if (this.rows.get(id)?.isReusable === false && !this.isHeld(id)) this.rows.delete(id);
  }

  async deleteOlderThan(id: string, count: number): Promise<number> {
    const old = [...this.rows.values()].filter((row) => !row.isReusable && !this.isHeld(row.id) && row.id < id).slice(0, count);
    for (const row of old) this.rows.delete(row.id);
    return old.length;
  }

  private isHeld(id: string): boolean {
    return (this.held.get(id)?.size ?? 0) > 0;
  }
}

/** What can happen to a request on its way: nothing, or its answer is lost. */
type Weather = (replica: string, isReceipt: boolean) => 'fair' | 'answer_lost' | 'receipt_lost';

export interface Replica {
  readonly name: string;
  readonly vault: Vault;
  readonly custody: CvcCustody;
  readonly cache: CvcCache;
  readonly removal: RemoveCards;
}

/** Replicas of a vault over the same rows and keys, on one clock that the test moves. */
export class MemoryVaults {
  readonly cards = new MemoryCards();
  readonly keyRows = new MemoryWrappedKeys();
  readonly vaultKeys = new VaultKeys(createSecretKey(randomBytes(32)));
  readonly sealingKeys = new SealingKeys([newPrivateKey()]);
  readonly failures: unknown[] = [];
  /** Who was asked for a CVC, in order. */
  readonly asked: string[] = [];
  nowMs = Date.parse('2026-11-26T12:00:00Z');
  weather: Weather = () => 'fair';
  private readonly replicas = new Map<string, Replica>();

  readonly clock = { now: (): Date => new Date(this.nowMs) };

  replica(name: string): Replica {
    const cache = new CvcCache(() => this.nowMs);
    const inUse = new CardsInUse();
    const { clock, cards, sealingKeys } = this;
    const onFailure = (error: unknown): void => void this.failures.push(error);
    const custody = new CvcCustody({ replica: name, cache, inUse, askReplica: this.ask, sealingKeys, clock });
    const maxAgeMs = 11 * 86_400_000;
    const removal = new RemoveCards({ rows: cards, clock, maxAgeMs, onFailure, onSwept: () => undefined });
    const forget = (card: string): void => removal.forget(card);
    const dataKeys = new DataKeys(this.vaultKeys, this.keyRows);
    const vault = new Vault({ replica: name, cards, dataKeys, cache, custody, inUse, forget, clock, onFailure });
    const replica = { name, vault, custody, cache, removal };
    this.replicas.set(name, replica);
    return replica;
  }

  /** As a process that ends: what it had in memory is gone. */
  kill(name: string): void {
    this.replicas.get(name)?.cache.close();
    this.replicas.delete(name);
  }

  private readonly ask: AskReplica = async (name, request): Promise<CvcAnswer | undefined> => {
    if (!request.isReceived) this.asked.push(name);
    const weather = this.weather(name, request.isReceived);
    if (weather === 'receipt_lost') throw new TransientError('no answer');
    const answer = this.replicas.get(name)?.custody.handOver(request);
    if (weather === 'answer_lost') throw new TransientError('no answer');
    return answer;
  };
}
