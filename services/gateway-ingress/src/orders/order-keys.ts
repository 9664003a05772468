import type { KeyObject } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { keyFromFile, lookupHmac } from '@tollgate/crypto';
import { linkUrl, signLink } from '@tollgate/download-link';
import {
  type KeyEncryptionKey,
  type OrderKey,
  type PersonalData,
  sealPersonalData,
  unsealPersonalData,
} from '@tollgate/order-log';
import { CONFIG } from '@tollgate/service';
import type { Caller } from '../api-keys/api-keys.repository.js';
import type { Config } from '../config.js';
import type { LinkOf } from './answer-order.js';
import { normalCustomer } from './check-order.js';
import type { OrderRequest } from './order-request.js';
import { normalEmail, signalsOf } from './screening.js';

/** The secret keys that this service holds, and what is made with them. */
@Injectable()
export class OrderKeys {
  private readonly lookup: KeyObject;
  private readonly link: KeyObject;
  private readonly encryption: KeyEncryptionKey;
  private readonly downloadsUrl: string;

  constructor(@Inject(CONFIG) config: Config) {
    this.lookup = keyFromFile(config.TOLLGATE_LOOKUP_KEY_FILE);
    this.link = keyFromFile(config.TOLLGATE_LINK_KEY_FILE);
    this.encryption = { id: 1, key: keyFromFile(config.TOLLGATE_KEY_ENCRYPTION_KEY_FILE) };
    this.downloadsUrl = config.TOLLGATE_DOWNLOADS_URL;
  }

  /** The address of a download page, the same however often it is made. */
  readonly linkOf: LinkOf = (link) => linkUrl(this.downloadsUrl, signLink(this.link, link));

  /** The name of a value, e.g. of a card number (`card`) or an e-mail address in its normal form (`email`), that tells nothing of it. */
  nameOf({ merchant }: Caller, kind: string, value: string): string {
    return value === '' ? '' : lookupHmac(this.lookup, merchant, { kind, value });
  }

  /** What fraud compares orders by, without seeing whose they are. `card` is the card's name already: a saved one comes with its own. */
  screening(caller: Caller, order: Pick<OrderRequest, 'customer' | 'items'>, card: string) {
    const { email, ip, network, goods } = signalsOf(order);
    return {
      card,
      email: this.nameOf(caller, 'email', email),
      ip: this.nameOf(caller, 'ip', ip),
      network: this.nameOf(caller, 'network', network),
      goods: this.nameOf(caller, 'goods', goods),
    };
  }

  /** A person's data under a new key of the order's own, and the key as it lies beside the log. */
  seal(caller: Caller, orderId: string, order: OrderRequest): { readonly sealed: string; readonly orderKey: OrderKey } {
    const { sealed, wrapped } = sealPersonalData({ orderId, data: personOf(order), keyEncryptionKey: this.encryption });
    const customerId = this.nameOf(caller, 'customer', normalEmail(order.customer.email));
    return { sealed, orderKey: { customerId, wrapped } };
  }

  /** The person behind an order; undefined once forgotten. */
  unseal(orderId: string, sealed: string, key: OrderKey | undefined): PersonalData | undefined {
    if (key === undefined || sealed === '') return undefined;
    return unsealPersonalData({ orderId, sealed, wrapped: key.wrapped, keyEncryptionKeys: [this.encryption] });
  }
}

const linesOf = ({ name, line1, line2, city }: OrderRequest['billingAddress']) => ({ name, line1, line2, city });

const personOf = (order: OrderRequest): PersonalData =>
  // Through JSON it goes anyway, which leaves out what is undefined.
  ({
    ...normalCustomer(order),
    billingAddress: linesOf(order.billingAddress),
    ...(order.shippingAddress && { shippingAddress: linesOf(order.shippingAddress) }),
  }) as PersonalData;
