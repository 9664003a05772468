import type { StoreCardRequest } from '@tollgate/contracts';
import { DomainError } from '@tollgate/errors';
import { newId } from '@tollgate/order-log';
import { formatCardToken, parseCardToken, thisReplica } from './card-token.js';
import type { CvcCache, HeldCard } from './cvc-cache.js';
import type { DataKeys } from './data-keys.js';
import { open, seal } from './sealed-box.js';
import { decodeCard, encodeCard, type SealedCard } from './sealed-card.js';
import { Secret } from './secret.js';

export interface CardRow extends SealedCard {
  /** uuid */
  readonly id: string;
  readonly merchant: string;
  /** uuid */
  readonly order: string;
}

/** The rows of the vault. */
export interface CardShelf {
  keep(row: CardRow): Promise<void>;
  find(id: string): Promise<SealedCard | undefined>;
}

/** Asks the replica of a token for the CVC; empty when it is not there (any more). */
export type AskForCvc = (replica: string, token: string) => Promise<string>;

/** A card in use, for as long as a message to the acquirer takes to be written. */
export interface Card {
  readonly pan: Secret;
  /** YYMM */
  readonly expiry: string;
  readonly streetDigits: string;
  readonly postalCode: string;
  readonly cvc: Secret | undefined;
  /** For a use that came to nothing: the card, its CVC included, can be opened once more. */
  readonly putBack: () => void;
}

export interface VaultParts {
  readonly keys: DataKeys;
  readonly shelf: CardShelf;
  readonly held: CvcCache;
  readonly askForCvc: AskForCvc;
}

/** Takes cards for tokens, and gives them back to the acquirer link alone. */
export class Vault {
  constructor(private readonly parts: VaultParts) {}

  /** Seals the card into a row, keeps its CVC in memory, and answers the token. Refuses what cannot be a card's number or CVC. */
  async store(request: StoreCardRequest): Promise<string> {
    if (!/^\d{12,19}$/.test(request.pan)) throw new DomainError('invalid_card_number', '/payment/card/number');
    if (!/^\d{0,4}$/.test(request.cvc)) throw new DomainError('invalid_cvc', '/payment/card/cvc');
    const id = newId();
    const { id: keyId, key } = await this.parts.keys.forSealing();
    const details = {
      pan: request.pan,
      expiry: `${String(request.expiryYear % 100).padStart(2, '0')}${String(request.expiryMonth).padStart(2, '0')}`,
      streetDigits: request.streetDigits.replace(/\D/g, ''),
      postalCode: request.postalCode.replace(/[^ -~]/g, ''),
    };
    const sealed: SealedCard = { keyId, box: seal(key, encodeCard(details), id), hasCvc: request.cvc !== '' };
    await this.parts.shelf.keep({ id, merchant: request.merchant, order: request.order, ...sealed });
    this.parts.held.keep(id, sealed, request.cvc);
    return formatCardToken({ replica: thisReplica, card: id });
  }

  /** The CVC that this replica holds for a token, once; empty when there is none. */
  takeCvc(token: string): string {
    const parsed = parseCardToken(token);
    return parsed === undefined ? '' : (this.parts.held.take(parsed.card)?.cvc ?? '');
  }

  /** The card of a token, for use now. Undefined when it is lost: the row is not there, or a CVC came with it and is gone. */
  async open(token: string): Promise<Card | undefined> {
    const parsed = parseCardToken(token);
    if (parsed === undefined) return undefined;
    const held = this.parts.held.take(parsed.card);
    if (held !== undefined) return this.unseal(parsed.card, held);
    const sealed = await this.parts.shelf.find(parsed.card);
    if (sealed === undefined) return undefined;
    if (!sealed.hasCvc) return this.unseal(parsed.card, { sealed, cvc: '', until: 0 });
    const cvc = parsed.replica === thisReplica ? '' : await this.parts.askForCvc(parsed.replica, token);
    return cvc === '' ? undefined : this.unseal(parsed.card, { sealed, cvc, until: this.parts.held.latestEnd() });
  }

  private async unseal(id: string, held: HeldCard): Promise<Card> {
    const { sealed, cvc } = held;
    const details = decodeCard(open(await this.parts.keys.forOpening(sealed.keyId), sealed.box, id));
    return {
      ...details,
      pan: new Secret(details.pan),
      cvc: cvc === '' ? undefined : new Secret(cvc),
      putBack: () => this.parts.held.putBack(id, held),
    };
  }
}
