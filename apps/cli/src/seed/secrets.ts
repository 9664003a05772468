import type { KeyObject } from 'node:crypto';
import { join } from 'node:path';
import { keyFromFile, lookupHmac } from '@tollgate/crypto';
import { type KeyEncryptionKey, sealPersonalData } from '@tollgate/order-log';
import type { Secrets } from './life/story.js';

/** The keys that gateway-ingress seals persons and names values with. */
export interface StackKeys {
  readonly lookup: KeyObject;
  readonly encryption: KeyEncryptionKey;
}

/** Those of a stack, from its data folder, or from where the environment says they lie. Throws, naming the file. */
export const stackKeys = (dataDir: string, environment: NodeJS.ProcessEnv = process.env): StackKeys => ({
  lookup: keyFromFile(environment.TOLLGATE_LOOKUP_KEY_FILE ?? join(dataDir, 'secrets/lookup-hmac.key')),
  encryption: {
    id: 1,
    key: keyFromFile(environment.TOLLGATE_KEY_ENCRYPTION_KEY_FILE ?? join(dataDir, 'secrets/key-encryption.key')),
  },
});

/** What is made with them for a merchant, as gateway-ingress makes it, so that searches find seeded orders and answers show who placed them. */
export const secretsOf = ({ lookup, encryption }: StackKeys, merchant: string): Secrets => {
  const nameOf = (kind: string, value: string): string => (value === '' ? '' : lookupHmac(lookup, merchant, { kind, value }));
  return {
    nameOf,
    seal: (orderId, data) => {
      const { sealed, wrapped } = sealPersonalData({ orderId, data, keyEncryptionKey: encryption });
      return { sealed, orderKey: { customerId: nameOf('customer', data.email.toLowerCase()), wrapped } };
    },
  };
};
