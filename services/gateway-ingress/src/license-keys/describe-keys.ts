import {
  type LicenseKeyActivationsResponse,
  type LicenseKeysState,
  type LicenseKeyUseResponse,
  toPublicId,
} from '@tollgate/contracts';

/** The keys of a good as the merchant is answered: none of them, and how many there are. */
export const describeKeys = ({
  kind,
  pattern,
  activations,
  lowMark,
  left,
  reserved,
  issued,
  revoked,
  activated,
  places,
  publicKey,
}: LicenseKeysState) => ({
  kind,
  pattern: pattern || null,
  activations,
  lowMark,
  left: kind === 'pool' ? left : null,
  reserved,
  issued,
  revoked,
  activated,
  places,
  publicKey: publicKey || null,
});

export const describeKeyUse = ({ sku, order, state, activations, activated, isActivated }: LicenseKeyUseResponse) => ({
  sku,
  order: toPublicId('ord', order),
  status: state,
  activations,
  activated,
  isActivated,
});

export const describeActivations = ({ key, activations }: LicenseKeyActivationsResponse) => ({
  ...(key === undefined ? {} : describeKeyUse(key)),
  devices: activations.map(({ deviceName: id, activatedAt }) => ({ id, activatedAt })),
});

/** What a list of keys may come to, so that the bus (1 MiB a message) carries it sealed. */
const MOST_LIST_BYTES = 600_000;

/** Whether a list of keys fits into a request: by its bytes as JSON, which a character may have six of. */
export const keysFit = (keys: readonly string[]): boolean => Buffer.byteLength(JSON.stringify(keys)) <= MOST_LIST_BYTES;

/** Of a list, or of a text with one key in each line. */
export const keysIn = (keys: string | readonly string[]): readonly string[] =>
  typeof keys === 'string' ? keys.split(/\r?\n/) : keys;
