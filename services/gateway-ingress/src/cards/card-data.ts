import type { AddressRequest } from '../addresses/normal-address.js';
import type { CardBody } from './card.schema.js';
import { brandOf } from './card-number.js';

/** What is recorded of a card beside its token. */
export interface ShownCard {
  readonly brand: string;
  /** First six digits. */
  readonly bin: string;
  readonly last4: string;
}

const BIN_LENGTH = 6;
const LAST_LENGTH = 4;

export const shownCard = ({ number }: Pick<CardBody, 'number'>): ShownCard => {
  const pan = number.reveal();
  const bin = pan.slice(0, BIN_LENGTH);
  return { brand: brandOf(bin), bin, last4: pan.slice(-LAST_LENGTH) };
};

const MAX_STREET_DIGITS = 20;

/** The digits of the first address line, which the issuer's address check compares. Source: ISO 8583 DE 123 (AVS data), numeric compression. */
export const streetDigits = (line1 = ''): string => line1.replace(/\D/g, '').slice(0, MAX_STREET_DIGITS);

/** A card in clear, with all that the vault keeps of it. `fingerprint` is the number's name, by which fraud knows the card again. */
export const cardDataOf = (card: CardBody, address: AddressRequest | undefined, fingerprint: string) => ({
  pan: card.number.reveal(),
  cvc: card.cvc?.reveal() ?? '',
  expiryMonth: card.expiryMonth,
  expiryYear: card.expiryYear,
  brand: shownCard(card).brand,
  fingerprint,
  streetDigits: streetDigits(address?.line1),
  postalCode: address?.postalCode ?? '',
});
