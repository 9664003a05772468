import { newId, seal, unseal } from '@tollgate/crypto';
import { type Clock, DomainError } from '@tollgate/errors';
import type { CardDetails } from '../processors/card-processor.js';
import { cardOfToken, cardTokenOf } from './card-token.js';
import type { CardsInUse } from './cards-in-use.store.js';
import type { CvcCache } from './cvc/cvc-cache.store.js';
import type { CvcCustody } from './cvc/cvc-custody.handler.js';
import type { DataKeys } from './keys/data-keys.store.js';
import { Secret } from './secret.js';
import {
  type CardContent,
  type CardOwner,
  decodeContent,
  encodeContent,
  expiryOf,
  needsCvc,
  type StoredCard,
  sealContextOf,
  shownDigitsOf,
  storedAtMs,
} from './stored-card.js';

/** The cards' rows. */
export interface Cards {
  insert(card: StoredCard): Promise<void>;
  find(id: string): Promise<StoredCard | undefined>;
  markUsed(id: string): Promise<void>;
  /** Keeps it from being deleted until the credit, named by its order (uuid), is settled; whether it was there. */
  hold(id: string, credit: string): Promise<boolean>;
  release(id: string, credit: string): Promise<void>;
  /** What was for one order is for later ones. */
  keep(id: string): Promise<void>;
  /** The credits that hold a card. */
  holders(): Promise<readonly string[]>;
  /** Whether it was there, and held by no credit. */
  delete(id: string): Promise<boolean>;
}

export interface CardToStore extends CardOwner {
  readonly isReusable: boolean;
  readonly content: CardContent;
  /** Empty where the customer typed none. */
  readonly cvc: string;
}

/** Whose card is used, and for what. */
export interface CardUse extends CardOwner {
  /** An order that waited longer than a CVC may live, e.g. for a review, goes to the issuer without it. */
  readonly mayBeWithoutCvc?: boolean;
}

/** What may be shown of a card. */
export interface ShownCard {
  readonly token: string;
  readonly brand: string;
  readonly bin: string;
  readonly last4: string;
  readonly expiryMonth: number;
  readonly expiryYear: number;
  readonly fingerprint: string;
  /** RFC 3339 */
  readonly createdAt: string;
  readonly isReusable: boolean;
}

export interface VaultParts {
  /** This replica's name. */
  readonly replica: string;
  readonly cards: Cards;
  readonly dataKeys: DataKeys;
  readonly cache: CvcCache;
  readonly custody: CvcCustody;
  readonly inUse: CardsInUse;
  /** Deletes a card for one order, later. */
  readonly forget: (card: string) => void;
  readonly clock: Clock;
  /** Told when a saved card could not be marked as used. */
  readonly onFailure: (error: unknown) => void;
}

/** Foreign and absent cards look the same (S1). */
const unknownCard = (): DomainError => new DomainError('unknown_card', '/payment/token', 'there is no such card');

/** Takes cards for tokens, and gives them to whoever asks an issuer. A token belongs to one merchant and mode. */
export class Vault {
  constructor(private readonly parts: VaultParts) {}

  /** Seals the card into a row, keeps its CVC in memory for two minutes, and answers the token. Throws
   *  TransientError while the database is out of reach. */
  async store({ merchant, mode, isReusable, content, cvc }: CardToStore): Promise<string> {
    const { replica, cards, dataKeys, cache, clock } = this.parts;
    const id = newId(clock.now().getTime());
    const { id: keyId, key } = await dataKeys.forSealing();
    const sealed = seal(key, encodeContent(content), sealContextOf({ id, merchant, mode }));
    const cvcHolder = cvc === '' ? undefined : replica;
    const card: StoredCard = { id, merchant, mode, isReusable, isUsed: false, cvcHolder, keyId, sealed };
    await cards.insert(card);
    if (cvc !== '') cache.keep(card, cvc);
    return cardTokenOf(id);
  }

  /** Gives the card to `fn`, whose answer it passes on. The CVC is gone once `fn` resolved, which it does when the
   *  intent is durable; when it throws, the CVC is there for the next try, until it is two minutes old. Uses of one
   *  card follow each other; the second one sees no CVC. Throws DomainError `unknown_card` for a token that is none
   *  of this merchant's, `card_data_lost` when a CVC was sent, is needed and is gone; TransientError when row, key
   *  or CVC cannot be had at the moment; and what `fn` throws. */
  async use<T>(token: string, use: CardUse, fn: (card: CardDetails) => Promise<T>): Promise<T> {
    const id = cardOfToken(token);
    if (id === undefined) throw unknownCard();
    return this.parts.inUse.run(id, async () => {
      const card = await this.find(id, use);
      const details = await this.detailsOf(card, use);
      const result = await fn(details);
      this.parts.cache.wipe(id);
      if (card.isReusable && !card.isUsed) await this.parts.cards.markUsed(id).catch(this.parts.onFailure);
      return result;
    });
  }

  /** Keeps a card until the credit (the uuid of its order) was released, whoever would delete it: a credit whose answer is lost has to tell its
   *  card again. As often as one likes. Throws DomainError `unknown_card`, TransientError. */
  async hold(token: string, credit: string): Promise<void> {
    const id = cardOfToken(token);
    if (id === undefined || !(await this.parts.cards.hold(id, credit))) throw unknownCard();
  }

  /** The credit has come to its end. Throws TransientError. */
  async release(token: string, credit: string): Promise<void> {
    const id = cardOfToken(token);
    if (id !== undefined) await this.parts.cards.release(id, credit);
  }

  /** The credits (uuids of their orders) that hold a card: one that is settled was left by a process that died. */
  holders(): Promise<readonly string[]> {
    return this.parts.cards.holders();
  }

  /** For an order that has its outcome: its card is deleted if it was for this order alone, and its CVC in any case. */
  forget(token: string): void {
    const id = cardOfToken(token);
    if (id === undefined) return;
    this.parts.cache.wipe(id);
    this.parts.forget(id);
  }

  /** For an order that was paid, and whose customer agreed that its card is kept: its token is good for later orders. As often as one likes; a card
   *  that was deleted since stays so. Throws TransientError. */
  async keep(token: string): Promise<void> {
    const id = cardOfToken(token);
    if (id === undefined) return;
    this.parts.cache.wipe(id);
    await this.parts.cards.keep(id);
  }

  /** What may be shown of a card. Throws DomainError `unknown_card`. */
  async get(token: string, owner: CardOwner): Promise<ShownCard> {
    const card = await this.find(cardOfToken(token), owner);
    const { pan, brand, expiryMonth, expiryYear, fingerprint } = await this.open(card);
    const createdAt = new Date(storedAtMs(card.id)).toISOString();
    return { token, brand, ...shownDigitsOf(pan), expiryMonth, expiryYear, fingerprint, createdAt, isReusable: card.isReusable };
  }

  /** Deletes a card, here and where its CVC is. Throws DomainError `unknown_card`, `card_in_use` while a credit to it is not answered,
   *  TransientError when the replica that has its CVC cannot be asked. */
  async delete(token: string, owner: CardOwner): Promise<void> {
    const card = await this.find(cardOfToken(token), owner);
    await this.parts.inUse.run(card.id, async () => {
      await this.parts.custody.find(card); // takes it over: no other replica has the card in memory any more
      if (!(await this.parts.cards.delete(card.id))) throw await this.whyNotDeleted(card.id);
      this.parts.cache.wipe(card.id);
    });
  }

  private async whyNotDeleted(id: string): Promise<DomainError> {
    const isThere = (await this.parts.cards.find(id)) !== undefined;
    return isThere ? new DomainError('card_in_use', undefined, 'a credit to this card is not answered yet') : unknownCard();
  }

  private async find(id: string | undefined, { merchant, mode }: CardOwner): Promise<StoredCard> {
    const card = id === undefined ? undefined : (this.cached(id) ?? (await this.parts.cards.find(id)));
    if (card === undefined || card.merchant !== merchant || card.mode !== mode) throw unknownCard();
    return card;
  }

  /** A card for one order needs no read of its row; a reusable one may have been deleted, or used, by another
   *  replica. */
  private cached(id: string): StoredCard | undefined {
    const card = this.parts.cache.get(id)?.card;
    return card?.isReusable === false ? card : undefined;
  }

  private async detailsOf(card: StoredCard, { mayBeWithoutCvc = false }: CardUse): Promise<CardDetails> {
    const { custody, clock } = this.parts;
    const cvc = await custody.find(card);
    const isLost = cvc === undefined && !mayBeWithoutCvc && needsCvc(card, clock.now().getTime());
    if (isLost) throw new DomainError('card_data_lost', undefined, 'the card has to be entered again');
    const content = await this.open(card);
    return {
      pan: new Secret(content.pan),
      expiry: expiryOf(content),
      cvc: cvc === undefined ? undefined : new Secret(cvc),
      streetDigits: content.streetDigits,
      postalCode: content.postalCode,
      isStored: card.isUsed,
    };
  }

  private async open(card: StoredCard): Promise<CardContent> {
    const key = await this.parts.dataKeys.forOpening(card.keyId);
    return decodeContent(unseal(key, card.sealed, sealContextOf(card)));
  }
}
