import type { KeyObject } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import {
  keyFromFile,
  newWebhookKey,
  seal,
  unseal,
  type WebhookSignature,
  webhookPublicKeyOf,
  webhookSecretOf,
} from '@tollgate/crypto';
import { CONFIG } from '@tollgate/service';
import type { Config } from '../config.js';
import type { WebhookEndpointRecord } from './webhook-endpoint.entity.js';

/** The keys that webhooks are signed with: sealed wherever they are kept, each to its endpoint. */
@Injectable()
export class WebhookKeys {
  private readonly key: KeyObject;

  constructor(@Inject(CONFIG) { keyEncryptionKeyFile }: Config) {
    this.key = keyFromFile(keyEncryptionKeyFile);
  }

  make(endpoint: string, signature: WebhookSignature): { readonly sealedKey: Buffer; readonly publicKey: string } {
    const made = newWebhookKey();
    const publicKey = signature === 'ed25519' ? webhookPublicKeyOf(made) : '';
    return { sealedKey: seal(this.key, made, contextOf(endpoint)), publicKey };
  }

  /** Those that sign now: the present one, and the one before while it is good. */
  signing({ id, sealedKey, previousSealedKey, previousKeyUntil }: WebhookEndpointRecord, now: Date): readonly Buffer[] {
    const isBoth = previousSealedKey !== null && previousKeyUntil !== null && previousKeyUntil > now;
    return (isBoth ? [sealedKey, previousSealedKey] : [sealedKey]).map((one) => unseal(this.key, one, contextOf(id)));
  }

  /** What the receiver is given of an HMAC's key; empty of ed25519, whose secret stays here. */
  secretOf({ id, signature, sealedKey }: Pick<WebhookEndpointRecord, 'id' | 'signature' | 'sealedKey'>): string {
    return signature === 'hmac' ? webhookSecretOf(unseal(this.key, sealedKey, contextOf(id))) : '';
  }
}

const contextOf = (endpoint: string): string => `webhook-key ${endpoint}`;
