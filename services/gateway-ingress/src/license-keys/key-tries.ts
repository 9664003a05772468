import type { Caller } from '../api-keys/api-keys.repository.js';
import type { Attempted } from '../attempts/attempts.repository.js';

const MINUTES = 10;
/** A customer mistypes a key; nobody does ten times. */
const MOST_OF_CLIENT = 10;
/** All customers of a store together, whose server does not say who asks it. */
const MOST_OF_STORE = 600;

/** As whose try of a license key a request counts: the client's that the merchant's server names, or else the whole store's. */
export const triesOf = ({ merchant, mode }: Pick<Caller, 'merchant' | 'mode'>, client: string | undefined): Attempted => ({
  kind: 'license key',
  value: JSON.stringify([merchant, mode, client ?? null]),
  limit: { most: client === undefined ? MOST_OF_STORE : MOST_OF_CLIENT, minutes: MINUTES, since: 'first' },
});
