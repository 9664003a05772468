import {
  CardDataSchema,
  create,
  encode,
  GetCardRequestSchema,
  GetCardResponseSchema,
  requests,
  SealingKeyRequestSchema,
  SealingKeyResponseSchema,
  StoreCardRequestSchema,
  StoreCardResponseSchema,
} from '@tollgate/contracts';
import { publicKeyFrom, SealingSender } from '@tollgate/crypto';
import { DomainError, systemClock } from '@tollgate/errors';
import { type Bus, Requests } from '@tollgate/messaging';

export interface TestCard {
  readonly pan?: string;
  readonly cvc?: string;
}

/** What ingress asks of the vault. */
export class TestVault {
  private readonly requests: Requests;

  constructor(
    bus: Bus,
    private readonly merchant: string,
  ) {
    this.requests = new Requests(bus);
  }

  /** Seals a card for one order, stores it, and answers its token. */
  async store(mode: 'test' | 'live', { pan = '4111111111111111', cvc = '123' }: TestCard): Promise<string> {
    const { keyId, publicKey } = await this.requests.request(
      requests.sealingKey,
      SealingKeyRequestSchema,
      SealingKeyResponseSchema,
      {},
    );
    const sender = new SealingSender(publicKeyFrom(Buffer.from(publicKey, 'base64')), systemClock);
    const card = create(CardDataSchema, {
      pan,
      cvc,
      expiryMonth: 12,
      expiryYear: 2030,
      streetDigits: '1',
      postalCode: '12207',
      brand: 'visa',
      fingerprint: 'f1',
    });
    const sealed = sender.seal(Buffer.from(encode(CardDataSchema, card)), this.merchant);
    const wish = { merchant: this.merchant, mode, keyId, sealed };
    return (await this.requests.request(requests.storeCard, StoreCardRequestSchema, StoreCardResponseSchema, wish)).token;
  }

  /** Whether it still has a card. */
  async has(token: string): Promise<boolean> {
    const wish = { merchant: this.merchant, mode: 'test', token };
    try {
      await this.requests.request(requests.getCard, GetCardRequestSchema, GetCardResponseSchema, wish);
      return true;
    } catch (error) {
      if (error instanceof DomainError) return false;
      throw error;
    }
  }
}
