import type { FormValues } from '../page/form-values.js';

/** A saved card that a session's customer may pay with. */
export interface OfferedCard {
  /** What the form calls it: its place among the session's cards. The page has no token in it. */
  readonly name: string;
  readonly token: string;
  readonly brand: string;
  readonly last4: string;
  /** Such as 12/30. */
  readonly expiry: string;
}

export const NEW_CARD = 'new';

export const nameOfCard = (index: number): string => `saved${index}`;

/** What the form pays with: a card that was there and is not any more is a new one to type. */
export const chosenName = (offered: readonly OfferedCard[], { payWith }: FormValues): string => {
  if (payWith === NEW_CARD || offered.some(({ name }) => name === payWith)) return payWith ?? NEW_CARD;
  return payWith === undefined ? (offered[0]?.name ?? NEW_CARD) : NEW_CARD;
};

/** Undefined where a new card is paid with. */
export const chosenCard = (offered: readonly OfferedCard[], values: FormValues): OfferedCard | undefined =>
  offered.find(({ name }) => name === chosenName(offered, values));
