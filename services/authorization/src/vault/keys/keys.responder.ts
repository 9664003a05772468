import { Controller } from '@nestjs/common';
import {
  ListKeysRequestSchema,
  ListKeysResponseSchema,
  RotateKeysRequestSchema,
  RotateKeysResponseSchema,
  requests,
} from '@tollgate/contracts';
import { OnRequest } from '@tollgate/messaging';
import { RotateKeys, type RotationProgress } from './rotate-keys.handler.js';
import { SealingKeys } from './sealing-keys.store.js';

/** Answers the operator's requests about the vault's keys: names and counts, never a byte of a key. */
@Controller()
export class KeysResponder {
  constructor(
    private readonly rotation: RotateKeys,
    private readonly sealingKeys: SealingKeys,
  ) {}

  @OnRequest(requests.listKeys, ListKeysRequestSchema, ListKeysResponseSchema)
  async listKeys() {
    return { vaultKeys: [...(await this.rotation.list())], sealingKeys: [...this.sealingKeys.ids] };
  }

  @OnRequest(requests.rotateKeys, RotateKeysRequestSchema, RotateKeysResponseSchema)
  rotateKeys(): Promise<RotationProgress> {
    return this.rotation.rotate();
  }
}
