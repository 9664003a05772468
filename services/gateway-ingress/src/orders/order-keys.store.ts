import type { KeyObject } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { keyFromFile, lookupHmac } from '@tollgate/crypto';
import { linkUrl, signLink } from '@tollgate/download-link';
import { LicenseSecrets } from '@tollgate/license-keys';
import {
  type KeyEncryptionKey,
  type MorePersonalData,
  type OrderKey,
  type PersonalData,
  sealMorePersonalData,
  sealPersonalData,
  unsealPersonalData,
} from '@tollgate/order-log';
import { CONFIG } from '@tollgate/service';
import { normalEmail } from '../addresses/normal-email.js';
import type { Caller } from '../api-keys/api-keys.repository.js';
import type { Config } from '../config.js';
import type { OrderViews } from './answer-order.js';

/** The secret keys that this service holds, and what is made with them. */
@Injectable()
export class OrderKeys implements OrderViews {
  private readonly lookup: KeyObject;
  private readonly link: KeyObject;
  private readonly licenses: LicenseSecrets;
  private readonly encryption: KeyEncryptionKey;
  private readonly downloadsUrl: string;

  constructor(@Inject(CONFIG) config: Config) {
    this.lookup = keyFromFile(config.TOLLGATE_LOOKUP_KEY_FILE);
    this.link = keyFromFile(config.TOLLGATE_LINK_KEY_FILE);
    this.licenses = new LicenseSecrets(this.link);
    this.encryption = { id: 1, key: keyFromFile(config.TOLLGATE_KEY_ENCRYPTION_KEY_FILE) };
    this.downloadsUrl = config.TOLLGATE_DOWNLOADS_URL;
  }

  /** The address of a download page, the same however often it is made. */
  readonly linkOf: OrderViews['linkOf'] = (link) => linkUrl(this.downloadsUrl, signLink(this.link, link));

  readonly licenseKeyOf: OrderViews['licenseKeyOf'] = (order, sealed) => this.licenses.open(sealed, order);

  /** The name of a value, e.g. of a card number (`card`) or an e-mail address in its normal form (`email`), that tells nothing of it. Nothing has
   *  no name. */
  nameOf({ merchant }: Caller, kind: string, value: string): string {
    return value === '' ? '' : lookupHmac(this.lookup, merchant, { kind, value });
  }

  /** A person's data under a new key of the order's own, and the key as it lies beside the log. Who has no address is a customer of this order
   *  alone. */
  seal(caller: Caller, orderId: string, data: PersonalData): { readonly sealed: string; readonly orderKey: OrderKey } {
    const { sealed, wrapped } = sealPersonalData({ orderId, data, keyEncryptionKey: this.encryption });
    const customer = data.email === '' ? orderId : normalEmail(data.email);
    return { sealed, orderKey: { customerId: this.nameOf(caller, 'customer', customer), wrapped } };
  }

  /** More of an order's personal data under the key that the order has. */
  sealMore(orderId: string, data: MorePersonalData, { wrapped }: OrderKey): string {
    return sealMorePersonalData({ orderId, data, wrapped, keyEncryptionKeys: [this.encryption] });
  }

  /** The person behind an order; undefined once forgotten. */
  unseal(orderId: string, sealed: string, key: OrderKey | undefined): PersonalData | undefined {
    if (key === undefined || sealed === '') return undefined;
    return unsealPersonalData({ orderId, sealed, wrapped: key.wrapped, keyEncryptionKeys: [this.encryption] });
  }
}
