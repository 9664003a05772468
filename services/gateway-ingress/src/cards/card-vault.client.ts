import { Inject, Injectable } from '@nestjs/common';
import {
  CardDataSchema,
  create,
  DeleteCardRequestSchema,
  DeleteCardResponseSchema,
  encode,
  GetCardRequestSchema,
  type GetCardResponse,
  GetCardResponseSchema,
  type MessageInitShape,
  requests,
  SealingKeyRequestSchema,
  SealingKeyResponseSchema,
  StoreCardRequestSchema,
  StoreCardResponseSchema,
} from '@tollgate/contracts';
import { publicKeyFrom, SealingSender } from '@tollgate/crypto';
import { type Clock, DomainError } from '@tollgate/errors';
import { Requests } from '@tollgate/messaging';
import { CLOCK } from '@tollgate/service';
import type { RequestContext } from '../http/caller.js';

/** A card in clear: it exists on its way to the vault alone. */
export type CardData = MessageInitShape<typeof CardDataSchema>;

/** Who asks, and the trace and the request that it belongs to. */
export type CardRequest = Pick<RequestContext, 'caller' | 'traceparent' | 'requestId'>;

/** Whose card it is, and for how long. */
export interface CardOwner extends CardRequest {
  /** Kept for later orders; otherwise for one. */
  readonly isReusable: boolean;
}

interface Sealing {
  readonly keyId: string;
  readonly sender: SealingSender;
}

/** Authorization's vault, by core requests: never on a stream, never in the log. A card goes there sealed to the vault's public key, so
 *  that whoever listens on the bus sees nothing of it. */
@Injectable()
export class CardVault {
  private sealing: Sealing | undefined;
  private fetching: Promise<Sealing> | undefined;

  constructor(
    private readonly requests: Requests,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** The token that stands for the card from here on. The key that was fetched once is used until the vault no longer knows it. */
  async store(card: CardData, owner: CardOwner): Promise<string> {
    const plain = Buffer.from(encode(CardDataSchema, create(CardDataSchema, card)));
    const sealing = await this.currentSealing();
    try {
      return await this.send(plain, sealing, owner);
    } catch (error) {
      if (!(error instanceof DomainError) || error.code !== 'sealing_key_unknown') throw error;
      this.forget(sealing);
      return this.send(plain, await this.currentSealing(), owner);
    }
  }

  /** What may be shown of a card that was stored; undefined where this merchant has none of this token in this mode. */
  async find(token: string, { caller, traceparent, requestId }: CardRequest): Promise<GetCardResponse | undefined> {
    const wish = { merchant: caller.merchant, mode: caller.mode, token };
    const options = { traceparent, requestId };
    try {
      return await this.requests.request(requests.getCard, GetCardRequestSchema, GetCardResponseSchema, wish, options);
    } catch (error) {
      if (error instanceof DomainError && error.code === 'unknown_card') return undefined;
      throw error;
    }
  }

  /** No order can be paid with it any more. */
  async delete(token: string, { caller, traceparent, requestId }: CardRequest): Promise<void> {
    const wish = { merchant: caller.merchant, mode: caller.mode, token };
    const options = { traceparent, requestId };
    await this.requests.request(requests.deleteCard, DeleteCardRequestSchema, DeleteCardResponseSchema, wish, options);
  }

  private async send(plain: Uint8Array, { keyId, sender }: Sealing, owner: CardOwner): Promise<string> {
    const { merchant, mode } = owner.caller;
    const { isReusable, traceparent, requestId } = owner;
    const wish = { merchant, mode, keyId, sealed: sender.seal(plain, merchant), isReusable };
    const options = { traceparent, requestId };
    const stored = await this.requests.request(
      requests.storeCard,
      StoreCardRequestSchema,
      StoreCardResponseSchema,
      wish,
      options,
    );
    return stored.token;
  }

  private async currentSealing(): Promise<Sealing> {
    if (this.sealing !== undefined) return this.sealing;
    // Cards that come while the key is being fetched wait for the same answer.
    this.fetching ??= this.fetchKey().finally(() => {
      this.fetching = undefined;
    });
    return this.fetching;
  }

  private async fetchKey(): Promise<Sealing> {
    const { keyId, publicKey } = await this.requests.request(
      requests.sealingKey,
      SealingKeyRequestSchema,
      SealingKeyResponseSchema,
      {},
    );
    const sender = new SealingSender(publicKeyFrom(Buffer.from(publicKey, 'base64')), this.clock);
    this.sealing = { keyId, sender };
    return this.sealing;
  }

  /** Only the key that was refused: another card may have fetched the next one already. */
  private forget(refused: Sealing): void {
    if (this.sealing === refused) this.sealing = undefined;
  }
}
