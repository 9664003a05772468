import { keyFromFile } from '@tollgate/crypto';
import type { Clock } from '@tollgate/errors';
import type { DataSource } from 'typeorm';
import { CardsRepository } from './cards.repository.js';
import { CardsInUse } from './cards-in-use.store.js';
import type { AskReplica } from './cvc/cvc.client.js';
import { CvcCache } from './cvc/cvc-cache.store.js';
import { CvcCustody } from './cvc/cvc-custody.handler.js';
import { DataKeysRepository } from './keys/data-keys.repository.js';
import { DataKeys } from './keys/data-keys.store.js';
import { RotateKeys } from './keys/rotate-keys.handler.js';
import { SealingKeys, sealingKeyFrom, sealingKeyOf } from './keys/sealing-keys.store.js';
import { VaultKeys } from './keys/vault-keys.store.js';
import { RemoveCards } from './remove-cards.handler.js';
import { Vault } from './vault.handler.js';
import { maxCardAgeMs, type VaultConfig } from './vault-config.schema.js';

export interface VaultRuntime {
  readonly config: VaultConfig & { readonly TOLLGATE_POSTGRES_URL: string };
  /** The service's own, migrated. */
  readonly database: DataSource;
  readonly log: { info(fields: object, text: string): void; warn(fields: object, text: string): void };
  readonly clock: Clock;
  /** This replica's name. */
  readonly replica: string;
  readonly askReplica: AskReplica;
}

/** A vault at work, and what belongs to it. */
export interface OpenedVault {
  readonly vault: Vault;
  readonly custody: CvcCustody;
  readonly vaultKeys: VaultKeys;
  readonly sealingKeys: SealingKeys;
  readonly rotation: RotateKeys;
  readonly removal: RemoveCards;
  /** Deletes what is to be deleted, overwrites all CVCs, lets go of the database. */
  close(): Promise<void>;
}

/** Reads the key files, and puts the vault together; it connects when it is first used. Throws, naming the file, for
 *  a key that is none. */
export const openVault = (runtime: VaultRuntime): OpenedVault => {
  const { config, database, log, clock, replica, askReplica } = runtime;
  const vaultKeys = openVaultKeys(config);
  const sealingKeys = openSealingKeys(config, vaultKeys);
  const keyRows = new DataKeysRepository(database);
  const dataKeys = new DataKeys(vaultKeys, keyRows);
  const cards = new CardsRepository({
    connectionString: config.TOLLGATE_POSTGRES_URL,
    synchronousCommit: config.TOLLGATE_VAULT_SYNCHRONOUS_COMMIT,
  });
  const onFailure = (error: unknown): void => log.warn({ error }, 'the vault left a part of its work undone');
  const rotation = new RotateKeys({ vaultKeys, rows: keyRows, onFailure });
  const onSwept = (count: number): void => {
    if (count > 0) log.info({ count }, 'old cards for one order were deleted');
  };
  const removal = new RemoveCards({ rows: cards, clock, maxAgeMs: maxCardAgeMs(config), onFailure, onSwept });
  const cache = new CvcCache();
  const inUse = new CardsInUse();
  const custody = new CvcCustody({ replica, cache, inUse, askReplica, sealingKeys, clock });
  const forget = (card: string): void => removal.forget(card);
  const vault = new Vault({ replica, cards, dataKeys, cache, custody, inUse, forget, clock, onFailure });
  const close = async (): Promise<void> => {
    cache.close();
    await Promise.all([removal.stop(), rotation.stop()]);
    await cards.close();
  };
  return { vault, custody, vaultKeys, sealingKeys, rotation, removal, close };
};

const openVaultKeys = (config: VaultConfig): VaultKeys =>
  new VaultKeys(keyFromFile(config.TOLLGATE_VAULT_KEY_FILE), config.TOLLGATE_VAULT_KEY_FILES_OLD.map(keyFromFile));

/** Keys of their own come first; those derived from the vault keys still open what was sealed before there were any. */
const openSealingKeys = (config: VaultConfig, vaultKeys: VaultKeys): SealingKeys => {
  const own = config.TOLLGATE_SEALING_KEY_FILE.map((file) => sealingKeyFrom(keyFromFile(file)));
  return new SealingKeys([...own, ...vaultKeys.all.map(sealingKeyOf)]);
};
