import type { KeyObject } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { linkUrl, signLink } from '@tollgate/download-link';
import {
  type KeyEncryptionKey,
  lookupHmac,
  type OrderKey,
  type PersonalData,
  sealPersonalData,
  unsealPersonalData,
} from '@tollgate/order-log';
import { CONFIG, keyFromFile } from '@tollgate/service';
import type { Caller } from '../api-keys/api-keys.repository.js';
import type { Config } from '../config.js';
import type { LinkOf } from './answer-order.js';
import { networkOf } from '../addresses/ip-address.js';
import type { OrderBody } from './order.schema.js';

/** The keys of the house that this service holds, and what is made with them. */
@Injectable()
export class Keys {
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

  /** What fraud compares orders by, without seeing whose they are. */
  screening({ merchant }: Caller, { customer, payment }: Pick<OrderBody, 'customer' | 'payment'>) {
    const named = (kind: string, value: string) => lookupHmac(this.lookup, merchant, { kind, value });
    const { ipAddress } = customer;
    return {
      card: named('card', payment.card.number.reveal()),
      email: named('email', normalizedEmail(customer.email)),
      ip: ipAddress === undefined ? '' : named('ip', ipAddress.toLowerCase()),
      network: ipAddress === undefined ? '' : named('network', networkOf(ipAddress)),
    };
  }

  /** A person's data under a new key of the order's own, and the key as it lies beside the log. */
  seal({ merchant }: Caller, orderId: string, body: OrderBody): { readonly sealed: string; readonly orderKey: OrderKey } {
    const { sealed, wrapped } = sealPersonalData({ orderId, data: personOf(body), keyEncryptionKey: this.encryption });
    const customerId = lookupHmac(this.lookup, merchant, { kind: 'customer', value: normalizedEmail(body.customer.email) });
    return { sealed, orderKey: { customerId, wrapped } };
  }

  /** The person behind an order; undefined once forgotten. */
  unseal(orderId: string, sealed: string, key: OrderKey | undefined): PersonalData | undefined {
    if (key === undefined || sealed === '') return undefined;
    return unsealPersonalData({ orderId, sealed, wrapped: key.wrapped, keyEncryptionKeys: [this.encryption] });
  }
}

const normalizedEmail = (email: string): string => email.trim().toLowerCase();

type AddressBody = OrderBody['billingAddress'];

const linesOf = ({ name, line1, line2, city }: AddressBody) => ({ name, line1, line2, city });

const personOf = ({ customer, billingAddress, shippingAddress }: OrderBody): PersonalData =>
  // Through JSON it goes anyway, which leaves out what is undefined.
  ({
    ...customer,
    billingAddress: linesOf(billingAddress),
    ...(shippingAddress && { shippingAddress: linesOf(shippingAddress) }),
  }) as PersonalData;
