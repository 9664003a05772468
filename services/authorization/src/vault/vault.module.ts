import { Inject, Module, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import type { Clock } from '@tollgate/errors';
import { Requests } from '@tollgate/messaging';
import { CLOCK, CONFIG, LOG, type Log } from '@tollgate/service';
import { DataSource } from 'typeorm';
import { CreateVault1763900100000 } from './1763900100000-create-vault.migration.js';
import { HoldCards1764270000000 } from './1764270000000-hold-cards.migration.js';
import { askReplicaOver, thisReplica } from './cvc/cvc.client.js';
import { CvcCustody } from './cvc/cvc-custody.handler.js';
import { KeysResponder } from './keys/keys.responder.js';
import { RotateKeys } from './keys/rotate-keys.handler.js';
import { SealingKeys } from './keys/sealing-keys.store.js';
import { type OpenedVault, openVault, type VaultRuntime } from './open-vault.handler.js';
import { CardEntity, DataKeyEntity } from './vault.entity.js';
import { Vault } from './vault.handler.js';
import { VaultResponder } from './vault.responder.js';

/** The vault's tables, for the service's data source. */
export const vaultEntities = [DataKeyEntity, CardEntity];
export const vaultMigrations = [CreateVault1763900100000, HoldCards1764270000000];

const OPENED = Symbol('OPENED_VAULT');

type Config = VaultRuntime['config'];

const inject = [CONFIG, DataSource, Requests, LOG, CLOCK];
// biome-ignore lint/complexity/useMaxParams: Nest hands over what `inject` names, one by one
const open = (config: Config, database: DataSource, requests: Requests, log: Log, clock: Clock): OpenedVault =>
  openVault({ config, database, log, clock, replica: thisReplica, askReplica: askReplicaOver(requests) });

/** The vault: a `Vault` to inject, and the answers to `authorization.vault.*`. */
@Module({
  controllers: [VaultResponder, KeysResponder],
  providers: [
    { provide: OPENED, inject, useFactory: open },
    { provide: Vault, inject: [OPENED], useFactory: ({ vault }: OpenedVault) => vault },
    { provide: CvcCustody, inject: [OPENED], useFactory: ({ custody }: OpenedVault) => custody },
    { provide: SealingKeys, inject: [OPENED], useFactory: ({ sealingKeys }: OpenedVault) => sealingKeys },
    { provide: RotateKeys, inject: [OPENED], useFactory: ({ rotation }: OpenedVault) => rotation },
  ],
  exports: [Vault],
})
export class VaultModule implements OnApplicationBootstrap, OnApplicationShutdown {
  constructor(
    @Inject(OPENED) private readonly opened: OpenedVault,
    @Inject(LOG) private readonly log: Log,
  ) {}

  onApplicationBootstrap(): void {
    this.opened.removal.start();
    void this.warnOfMissingKeys();
  }

  onApplicationShutdown(): Promise<void> {
    return this.opened.close();
  }

  /** A key file that was taken away too early is said at once, not by the first customer whose card does not open. */
  private async warnOfMissingKeys(): Promise<void> {
    try {
      const missing = (await this.opened.rotation.list()).filter(({ isConfigured }) => !isConfigured);
      for (const { name, dataKeyCount } of missing) {
        this.log.error({ vaultKey: name, dataKeyCount }, 'data keys are wrapped by a vault key that is not configured');
      }
    } catch (error) {
      this.log.warn({ error }, 'the vault keys could not be checked');
    }
  }
}
