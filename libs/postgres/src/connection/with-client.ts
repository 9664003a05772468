import type { CustomTypesConfig } from 'pg';
import { known } from '../known-error.js';
import { type ConnectionOptions, clientConfig } from './connection-settings.js';
import { SelfEndingClient } from './self-ending-client.js';

const FAREWELL_MS = 1_000;

export interface ClientOptions extends ConnectionOptions {
  /** How values are read; as `pg` does unless given. */
  readonly types?: CustomTypesConfig | undefined;
}

/** One connection for one piece of work, e.g. a migration; it does not come back when it is lost: what was begun on it
 *  is gone. Throws what `toKnownError` says: TransientError where the server is away, frozen or slower than the
 *  time-outs, ConnectionLost, or what Postgres said. */
export const withClient = async <T>(options: ClientOptions, work: (client: SelfEndingClient) => Promise<T>): Promise<T> => {
  const { types } = options;
  const client = new SelfEndingClient({ ...clientConfig(options), ...(types === undefined ? {} : { types }) });
  client.on('error', () => undefined); // lost between two statements: the next one throws
  try {
    return await known(async () => {
      await client.connect();
      return work(client);
    });
  } finally {
    await client.leave(FAREWELL_MS);
  }
};
