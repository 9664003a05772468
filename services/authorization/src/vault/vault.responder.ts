import { Controller } from '@nestjs/common';
import {
  type CardData,
  CardDataSchema,
  type DeleteCardRequest,
  DeleteCardRequestSchema,
  DeleteCardResponseSchema,
  decode,
  type GetCardRequest,
  GetCardRequestSchema,
  GetCardResponseSchema,
  requests,
  SealingKeyRequestSchema,
  SealingKeyResponseSchema,
  type StoreCardRequest,
  StoreCardRequestSchema,
  StoreCardResponseSchema,
  type TakeCvcRequest,
  TakeCvcRequestSchema,
  TakeCvcResponseSchema,
} from '@tollgate/contracts';
import { DomainError } from '@tollgate/errors';
import { OnRequest } from '@tollgate/messaging';
import { type CvcAnswer, thisReplica } from './cvc/cvc.client.js';
import { CvcCustody } from './cvc/cvc-custody.handler.js';
import { type SealingKey, SealingKeys } from './keys/sealing-keys.store.js';
import { type CardOwner, cardContentOf } from './stored-card.js';
import { type ShownCard, Vault } from './vault.handler.js';

/** Answers requests about cards. What comes in and goes out here is never logged. */
@Controller()
export class VaultResponder {
  constructor(
    private readonly vault: Vault,
    private readonly custody: CvcCustody,
    private readonly sealingKeys: SealingKeys,
  ) {}

  @OnRequest(requests.sealingKey, SealingKeyRequestSchema, SealingKeyResponseSchema)
  async sealingKey(): Promise<{ keyId: string; publicKey: string }> {
    const { id: keyId, publicKey }: SealingKey = this.sealingKeys.current;
    return { keyId, publicKey };
  }

  @OnRequest(requests.storeCard, StoreCardRequestSchema, StoreCardResponseSchema)
  async storeCard(request: StoreCardRequest): Promise<{ token: string }> {
    const owner = ownerOf(request);
    const card = cardIn(this.sealingKeys.unseal(request.keyId, request.sealed, owner.merchant));
    const content = cardContentOf(card);
    return { token: await this.vault.store({ ...owner, isReusable: request.isReusable, content, cvc: card.cvc }) };
  }

  @OnRequest(requests.getCard, GetCardRequestSchema, GetCardResponseSchema)
  getCard(request: GetCardRequest): Promise<ShownCard> {
    return this.vault.get(request.token, ownerOf(request));
  }

  @OnRequest(requests.deleteCard, DeleteCardRequestSchema, DeleteCardResponseSchema)
  async deleteCard(request: DeleteCardRequest): Promise<object> {
    await this.vault.delete(request.token, ownerOf(request));
    return {};
  }

  /** Asked by another replica, of this one alone. */
  @OnRequest(requests.takeCvc(thisReplica), TakeCvcRequestSchema, TakeCvcResponseSchema)
  async takeCvc(request: TakeCvcRequest): Promise<CvcAnswer> {
    return this.custody.handOver(request);
  }
}

/** The text that does not parse is a card: nothing of it, nor of the parser's words, goes on. */
const cardIn = (bytes: Buffer): CardData => {
  try {
    return decode(CardDataSchema, bytes.toString());
  } catch {
    throw new DomainError('invalid_card', '/payment/card', 'the sealed text is no card');
  } finally {
    bytes.fill(0);
  }
};

const ownerOf = ({ merchant, mode }: { readonly merchant: string; readonly mode: string }): CardOwner => {
  if (merchant === '' || (mode !== 'test' && mode !== 'live'))
    throw new DomainError('invalid_owner', undefined, 'no merchant and mode');
  return { merchant, mode };
};
