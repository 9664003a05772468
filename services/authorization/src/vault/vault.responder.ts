import { Controller } from '@nestjs/common';
import {
  requests,
  type StoreCardRequest,
  StoreCardRequestSchema,
  StoreCardResponseSchema,
  type TakeCvcRequest,
  TakeCvcRequestSchema,
  TakeCvcResponseSchema,
} from '@tollgate/contracts';
import { OnRequest } from '@tollgate/messaging';
import { thisReplica } from '../adapters/vault/card-token.js';
import { Vault } from '../adapters/vault/vault.js';

/** The vault's door. What comes in and goes out here is never logged. */
@Controller()
export class VaultResponder {
  constructor(private readonly vault: Vault) {}

  @OnRequest(requests.storeCard, StoreCardRequestSchema, StoreCardResponseSchema)
  async storeCard(request: StoreCardRequest): Promise<{ token: string }> {
    return { token: await this.vault.store(request) };
  }

  /** Asked by another replica, of this one alone. */
  @OnRequest(requests.takeCvc(thisReplica), TakeCvcRequestSchema, TakeCvcResponseSchema)
  async takeCvc(request: TakeCvcRequest): Promise<{ cvc: string }> {
    return { cvc: this.vault.takeCvc(request.token) };
  }
}
