import { Inject, Injectable } from '@nestjs/common';
import { keyFromFile } from '@tollgate/crypto';
import type { Order } from '@tollgate/order';
import { type KeyEncryptionKey, type OrderKey, unsealPersonalData } from '@tollgate/order-log';
import { CONFIG } from '@tollgate/service';
import type { Config } from '../config.js';
import type { Customer } from './letter.js';

/** Opens an order's personal data: here alone. */
@Injectable()
export class CustomerData {
  private readonly encryption: KeyEncryptionKey;

  constructor(@Inject(CONFIG) { keyEncryptionKeyFile }: Config) {
    this.encryption = { id: 1, key: keyFromFile(keyEncryptionKeyFile) };
  }

  /** The customer, or what else was sealed under the order's key. Undefined once they were forgotten. */
  of({ id, placed }: Order, key: OrderKey | undefined, sealed = placed.sealedPersonalData): Customer | undefined {
    if (key === undefined) return undefined;
    return unsealPersonalData({ orderId: id, sealed, wrapped: key.wrapped, keyEncryptionKeys: [this.encryption] });
  }

  /** Where a mail goes: to the customer's address, or to the one that the merchant named with the request (uuid). Undefined once they were
   *  forgotten. */
  recipientOf(order: Order, key: OrderKey | undefined, request: string): string | undefined {
    const sealed = order.mailRequests.find(({ id }) => id === request)?.sealedRecipient ?? '';
    return this.of(order, key, sealed === '' ? undefined : sealed)?.email;
  }
}
