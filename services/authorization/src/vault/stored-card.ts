import type { CardData } from '@tollgate/contracts';
import { DomainError } from '@tollgate/errors';

/** Whose card it is: a test key never reaches a live card, nor the other way about. */
export interface CardOwner {
  readonly merchant: string;
  readonly mode: 'test' | 'live';
}

/** A card as it lies in its row: all but the CVC, under a data key. */
export interface StoredCard extends CardOwner {
  /** uuid, of version 7: it says when the card was stored. */
  readonly id: string;
  /** Kept for later orders with the customer's consent; otherwise for one order, and gone with it. */
  readonly isReusable: boolean;
  /** A reusable card that an order went to the issuer with. */
  readonly isUsed: boolean;
  /** The replica that took the CVC; undefined where none was sent. */
  readonly cvcHolder: string | undefined;
  /** uuid of the data key. */
  readonly keyId: string;
  readonly sealed: Buffer;
}

/** What is sealed. */
export interface CardContent {
  readonly pan: string;
  readonly expiryMonth: number;
  /** Four digits. */
  readonly expiryYear: number;
  readonly streetDigits: string;
  readonly postalCode: string;
  readonly brand: string;
  /** Keyed HMAC of the number. */
  readonly fingerprint: string;
}

/** What of a card is to be stored. Throws DomainError `invalid_card_number`, `invalid_cvc`, `invalid_expiry` for
 *  what no card can have; of the address it keeps only what the issuer's check compares. */
export const cardContentOf = (card: CardData): CardContent => {
  if (!/^\d{12,19}$/.test(card.pan)) throw new DomainError('invalid_card_number', '/payment/card/number');
  if (!/^(\d{3,4})?$/.test(card.cvc)) throw new DomainError('invalid_cvc', '/payment/card/cvc');
  if (!(card.expiryMonth >= 1 && card.expiryMonth <= 12)) throw new DomainError('invalid_expiry', '/payment/card/expiryMonth');
  if (!(card.expiryYear >= 2000 && card.expiryYear <= 2099)) throw new DomainError('invalid_expiry', '/payment/card/expiryYear');
  return {
    pan: card.pan,
    expiryMonth: card.expiryMonth,
    expiryYear: card.expiryYear,
    streetDigits: card.streetDigits.replace(/\D/g, ''),
    postalCode: card.postalCode.replace(/[^ -~]/g, ''),
    brand: card.brand,
    fingerprint: card.fingerprint,
  };
};

/** YYMM, as DE 14 has it. Source: ISO 8583:1987 DE 14. */
export const expiryOf = ({ expiryYear, expiryMonth }: CardContent): string =>
  `${String(expiryYear % 100).padStart(2, '0')}${String(expiryMonth).padStart(2, '0')}`;

/** What a card's seal is bound to: in another row, or as another merchant's, it does not open. */
export const sealContextOf = ({ id, merchant, mode }: Pick<StoredCard, 'id' | 'merchant' | 'mode'>): string =>
  JSON.stringify([id, merchant, mode]);

/** A list, so that no name takes room in millions of rows. */
export const encodeContent = (content: CardContent): Buffer => {
  const { pan, expiryMonth, expiryYear, streetDigits, postalCode, brand, fingerprint } = content;
  return Buffer.from(JSON.stringify([pan, expiryMonth, expiryYear, streetDigits, postalCode, brand, fingerprint]));
};

export const decodeContent = (bytes: Buffer): CardContent => {
  const [pan, expiryMonth, expiryYear, streetDigits, postalCode, brand, fingerprint] = JSON.parse(bytes.toString());
  return { pan, expiryMonth, expiryYear, streetDigits, postalCode, brand, fingerprint };
};

const BIN_LENGTH = 6;

/** What may be shown of a card: its first six and last four digits. Source: PCI DSS 4.0.1 §3.4.1. */
export const shownDigitsOf = (pan: string): { readonly bin: string; readonly last4: string } => ({
  bin: pan.slice(0, BIN_LENGTH),
  last4: pan.slice(-4),
});

/** When a card was stored, in milliseconds since 1970. Source: RFC 9562 §5.7. */
export const storedAtMs = (id: string): number => Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16);

/** The smallest id that a card stored at this time can have. */
export const firstIdAt = (timeMs: number): string => {
  const time = Math.max(0, Math.floor(timeMs)).toString(16).padStart(12, '0');
  return `${time.slice(0, 8)}-${time.slice(8)}-0000-0000-000000000000`;
};

/** How long a CVC may live, and only in memory. Source: PCI DSS 4.0.1 §3.3.1 (not kept after
 *  authorization). */
export const CVC_LIFE_MS = 120_000;

/** Replicas' clocks differ by less than this. */
const CLOCK_SKEW_MS = 60_000;

/** Whether a CVC may still be in some replica's memory: after that nobody needs to be asked. */
export const mayHaveCvc = ({ id, cvcHolder }: StoredCard, nowMs: number): boolean =>
  cvcHolder !== undefined && nowMs - storedAtMs(id) < CVC_LIFE_MS + CLOCK_SKEW_MS;

/** Whether an order must not go to the issuer with this card when the CVC is not there: the merchant's customer
 *  typed one, and it was lost. A reusable card loses it in good order with its first use, or by its age. */
export const needsCvc = (card: StoredCard, nowMs: number): boolean => {
  if (card.cvcHolder === undefined) return false;
  return !card.isReusable || (!card.isUsed && nowMs - storedAtMs(card.id) < CVC_LIFE_MS);
};
