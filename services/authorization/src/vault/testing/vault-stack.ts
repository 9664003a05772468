import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Module } from '@nestjs/common';
import {
  type CardData,
  CardDataSchema,
  encode,
  SealingKeyRequestSchema,
  SealingKeyResponseSchema,
  StoreCardRequestSchema,
  StoreCardResponseSchema,
  requests as subjects,
} from '@tollgate/contracts';
import { publicKeyFrom, SealingSender } from '@tollgate/crypto';
import { type Bus, openBus, Requests } from '@tollgate/messaging';
import { openService, type RunningService } from '@tollgate/service';
import { FaultProxy, startNats, startPostgres, type TestPostgres, type TestServer } from '@tollgate/testing';
import type { DataSource } from 'typeorm';
import { z } from 'zod';
import { askReplicaOver } from '../cvc/cvc.client.js';
import { type OpenedVault, openVault } from '../open-vault.handler.js';
import { Vault } from '../vault.handler.js';
import { VaultModule, vaultEntities, vaultMigrations } from '../vault.module.js';
import { vaultConfig } from '../vault-config.schema.js';
import { cardData, MERCHANT } from './memory-vault.js';

@Module({ imports: [VaultModule] })
class VaultAlone {}

const config = vaultConfig.extend({ TOLLGATE_POSTGRES_URL: z.string() });
const quiet = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };

/** Key files by name, e.g. `{ current: 'b', old: ['a'] }`. */
export interface KeyChoice {
  readonly current: string;
  readonly old?: readonly string[];
}

/** Authorization's vault alone, on real servers. One replica is a whole service, others are vaults that ask it over
 *  the bus; the test stands for ingress. */
export class VaultStack {
  private readonly folder = mkdtempSync(join(tmpdir(), 'tollgate-vault-'));
  private readonly files = new Map<string, string>();
  /** Between the service and the bus. */
  proxy!: FaultProxy;
  private service: RunningService | undefined;
  private others: OpenedVault[] = [];

  private constructor(
    readonly postgres: TestPostgres,
    readonly nats: TestServer,
    readonly bus: Bus,
  ) {}

  static async open(): Promise<VaultStack> {
    const [postgres, nats] = await Promise.all([startPostgres(), startNats()]);
    const bus = await openBus({ servers: nats.url, service: 'test', log: quiet });
    const stack = new VaultStack(postgres, nats, bus);
    stack.proxy = await FaultProxy.before(nats.url);
    return stack;
  }

  get asking(): Requests {
    return new Requests(this.bus);
  }

  get database(): DataSource {
    if (this.service === undefined) throw new Error('the service runs');
    return this.service.runtime.database;
  }

  /** The service's own vault. */
  get vault(): Vault {
    if (this.service === undefined) throw new Error('the service runs');
    return this.service.app.get(Vault, { strict: false });
  }

  /** Starts the service, after stopping the one that runs. */
  async start(keys: KeyChoice): Promise<void> {
    await this.stopService();
    this.service = await openService({
      name: 'authorization',
      module: VaultAlone,
      config,
      entities: vaultEntities,
      migrations: vaultMigrations,
      environment: {
        ...this.environment(keys),
        TOLLGATE_NATS_URL: this.proxy.url,
        TOLLGATE_HEALTH_PORT: '0',
        TOLLGATE_LOG_LEVEL: 'trace',
      },
    });
  }

  /** Another replica. */
  replica(name: string, keys: KeyChoice): OpenedVault {
    const vault = openVault({
      config: config.parse(this.environment(keys)),
      database: this.database,
      log: quiet,
      clock: { now: () => new Date() },
      replica: name,
      askReplica: askReplicaOver(this.asking),
    });
    this.others.push(vault);
    return vault;
  }

  /** What ingress does with a card. */
  async store(change: Partial<CardData> = {}, isReusable = false): Promise<string> {
    return this.storeText(encode(CardDataSchema, cardData(change)), isReusable);
  }

  async storeText(text: string, isReusable = false): Promise<string> {
    const key = await this.asking.request(subjects.sealingKey, SealingKeyRequestSchema, SealingKeyResponseSchema, {});
    const sender = new SealingSender(publicKeyFrom(Buffer.from(key.publicKey, 'base64')));
    const sealed = sender.seal(Buffer.from(text), MERCHANT.merchant);
    return this.storeSealed({ keyId: key.keyId, sealed, isReusable });
  }

  async storeSealed(sealed: { keyId: string; sealed: string; isReusable: boolean }): Promise<string> {
    const request = { ...MERCHANT, ...sealed };
    return (await this.asking.request(subjects.storeCard, StoreCardRequestSchema, StoreCardResponseSchema, request)).token;
  }

  async stopService(): Promise<void> {
    await Promise.all(this.others.map((other) => other.close()));
    this.others = [];
    await this.service?.stop();
    this.service = undefined;
  }

  async close(): Promise<void> {
    await this.stopService();
    await this.bus.close();
    await this.proxy.close();
    await Promise.all([this.postgres.stop(), this.nats.stop()]);
    rmSync(this.folder, { recursive: true });
  }

  private environment({ current, old = [] }: KeyChoice): Record<string, string> {
    return {
      TOLLGATE_POSTGRES_URL: this.postgres.urlFor('authorization'),
      TOLLGATE_VAULT_KEY_FILE: this.keyFile(current),
      TOLLGATE_VAULT_KEY_FILES_OLD: old.map((name) => this.keyFile(name)).join(','),
    };
  }

  private keyFile(name: string): string {
    const known = this.files.get(name);
    if (known !== undefined) return known;
    const file = join(this.folder, `${name}.key`);
    writeFileSync(file, randomBytes(32).toString('base64'));
    this.files.set(name, file);
    return file;
  }
}
