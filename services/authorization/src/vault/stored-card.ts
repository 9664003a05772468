/** A card as it lies in its row: all but the CVC, under a data key. */
export interface SealedCard {
  /** uuid of the data key. */
  readonly keyId: string;
  readonly box: Buffer;
  /** Whether the merchant sent a CVC, which then must be there, too, when the card is used. */
  readonly hasCvc: boolean;
}

/** What of a card is kept. */
export interface CardDetails {
  readonly pan: string;
  /** YYMM, as DE 14 has it. */
  readonly expiry: string;
  /** For address verification; empty where there is none. */
  readonly streetDigits: string;
  readonly postalCode: string;
}

/** Four lines: none of them can hold a line break. */
export const encodeCard = ({ pan, expiry, streetDigits, postalCode }: CardDetails): Buffer =>
  Buffer.from([pan, expiry, streetDigits, postalCode].join('\n'));

export const decodeCard = (bytes: Buffer): CardDetails => {
  const [pan = '', expiry = '', streetDigits = '', postalCode = ''] = bytes.toString().split('\n');
  return { pan, expiry, streetDigits, postalCode };
};
