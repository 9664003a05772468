import { Injectable } from '@nestjs/common';
import { DomainError } from '@tollgate/errors';
import { OrderLicenseKeys } from '../license-keys/order-keys.handler.js';
import { type Activation, type KeyById, type KeyUse, KeyUses, type UsedKey } from './key-uses.repository.js';

/** What a customer's program asks about the key that it was given, by way of the merchant's server. A key that was sold is known at once, also where
 *  the stock has not written down yet that it was. */
@Injectable()
export class UseKey {
  constructor(
    private readonly uses: KeyUses,
    private readonly orderKeys: OrderLicenseKeys,
  ) {}

  /** Throws DomainError `unknown_license_key`. */
  async check(use: KeyUse): Promise<UsedKey> {
    await this.followed(use);
    return this.known(use);
  }

  /** Throws what `KeyUses.activate` throws. */
  async activate(use: KeyUse): Promise<UsedKey & { readonly isNew: boolean }> {
    await this.followed(use);
    await this.known(use);
    return this.uses.activate(use);
  }

  /** Throws DomainError `unknown_license_key`. */
  async deactivate(use: KeyUse): Promise<UsedKey> {
    await this.followed(use);
    await this.known(use);
    return this.uses.deactivate(use);
  }

  /** The key with the devices that it is activated on. Throws DomainError `not_found`. */
  async activations({ merchant, mode, id }: KeyById): Promise<KeyWithActivations> {
    const key = await this.check({ merchant, mode, keyName: await this.uses.nameOf({ merchant, mode, id }), deviceName: '' });
    return { key, activations: await this.uses.activationsOf(key) };
  }

  /** The same once the activation on this device has ended; it may have before. Throws DomainError `not_found`. */
  async end({ merchant, mode, id }: KeyById, deviceName: string): Promise<KeyWithActivations> {
    const key = await this.deactivate({ merchant, mode, keyName: await this.uses.nameOf({ merchant, mode, id }), deviceName });
    return { key, activations: await this.uses.activationsOf(key) };
  }

  private async followed(use: KeyUse): Promise<void> {
    const found = await this.uses.find(use);
    if (found?.state === 'reserved' || found?.state === 'revoked') await this.orderKeys.follow(found.order);
  }

  /** A key that is only kept for an order was given to nobody. */
  private async known(use: KeyUse): Promise<UsedKey> {
    const found = await this.uses.find(use);
    if (found === undefined || found.state === 'reserved') throw new DomainError('unknown_license_key');
    return found;
  }
}

export interface KeyWithActivations {
  readonly key: UsedKey;
  readonly activations: readonly Activation[];
}
