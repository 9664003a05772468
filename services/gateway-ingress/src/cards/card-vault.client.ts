import { Injectable } from '@nestjs/common';
import { requests, StoreCardRequestSchema, StoreCardResponseSchema } from '@tollgate/contracts';
import { Requests } from '@tollgate/messaging';

/** A card as the vault takes it, in clear: it exists on the way there alone. */
export interface CardToStore {
  readonly merchant: string;
  /** uuid */
  readonly order: string;
  readonly pan: string;
  /** Empty when the merchant sent none. */
  readonly cvc: string;
  readonly expiryMonth: number;
  readonly expiryYear: number;
  readonly streetDigits: string;
  readonly postalCode: string;
}

/** Authorization's vault, by core request: never on a stream, never in the log. */
@Injectable()
export class CardVault {
  constructor(private readonly requests: Requests) {}

  /** The token that stands for the card from here on. */
  async store(card: CardToStore, traceparent: string | undefined): Promise<string> {
    const options = { traceparent };
    const stored = await this.requests.request(
      requests.storeCard,
      StoreCardRequestSchema,
      StoreCardResponseSchema,
      card,
      options,
    );
    return stored.token;
  }
}
