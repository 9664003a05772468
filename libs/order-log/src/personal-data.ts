import { createSecretKey, type KeyObject } from 'node:crypto';
import { freshBytes, type Key, seal, unseal } from '@tollgate/crypto';
import { invariant } from '@tollgate/errors';

/** What an order says of a person; it lies in the log under the order's own key alone. */
export interface PersonalData {
  readonly email: string;
  readonly name?: string;
  readonly phone?: string;
  readonly ipAddress?: string;
  readonly billingAddress?: AddressLines;
  readonly shippingAddress?: AddressLines & { readonly name?: string };
}

/** What is added to an order later. */
export type MorePersonalData = Partial<PersonalData> & { readonly note?: string };

/** The parts of an address that stay sealed; country, region and postal code are in clear. */
export interface AddressLines {
  readonly line1?: string;
  readonly line2?: string;
  readonly city?: string;
}

/** A key that wraps the orders' keys. `id` (0–255) tells which one wrapped, so that keys rotate: the newest wraps,
 *  older ones only unwrap. */
export interface KeyEncryptionKey {
  readonly id: number;
  /** 32 bytes. */
  readonly key: Key;
}

export interface SealRequest {
  readonly orderId: string;
  readonly data: PersonalData;
  readonly keyEncryptionKey: KeyEncryptionKey;
}

/** Seals an order's personal data under a new data key, bound to the order's id: `sealed` (base64) goes into
 *  OrderPlaced, `wrapped` (key id ‖ wrapped data key) into the order's key row. */
export const sealPersonalData = ({ orderId, data, keyEncryptionKey }: SealRequest): { sealed: string; wrapped: Buffer } => {
  const dataKey = freshBytes(32);
  const sealed = seal(createSecretKey(dataKey), Buffer.from(JSON.stringify(data)), orderId).toString('base64');
  const wrapped = Buffer.concat([Buffer.of(keyEncryptionKey.id), seal(keyEncryptionKey.key, dataKey, orderId)]);
  return { sealed, wrapped };
};

export interface SealMoreRequest extends Omit<UnsealRequest, 'sealed'> {
  readonly data: MorePersonalData;
}

/** Seals more personal data of an order under the data key that it has, e.g. another address of its customer; opened as what came with the
 *  order is. Base64. */
export const sealMorePersonalData = ({ data, ...request }: SealMoreRequest): string =>
  seal(dataKeyOf(request), Buffer.from(JSON.stringify(data)), request.orderId).toString('base64');

export interface UnsealRequest {
  readonly orderId: string;
  readonly sealed: string;
  readonly wrapped: Uint8Array;
  /** All keys that may have wrapped. */
  readonly keyEncryptionKeys: readonly KeyEncryptionKey[];
}

/** The personal data of an order. Throws when the key that wrapped is not there, or when bytes were changed or belong
 *  to another order. */
export const unsealPersonalData = ({ sealed, ...request }: UnsealRequest): PersonalData =>
  JSON.parse(unseal(dataKeyOf(request), Buffer.from(sealed, 'base64'), request.orderId).toString()) as PersonalData;

const dataKeyOf = ({ orderId, wrapped, keyEncryptionKeys }: Omit<UnsealRequest, 'sealed'>): KeyObject => {
  const wrapping = keyEncryptionKeys.find(({ id }) => id === wrapped[0]);
  invariant(wrapping !== undefined, `the key-encryption key ${wrapped[0]} is at hand`);
  return createSecretKey(unseal(wrapping.key, wrapped.subarray(1), orderId));
};
