import { Module, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import { ModuleRef } from '@nestjs/core';
import { Requests } from '@tollgate/messaging';
import type { OrderLog } from '@tollgate/order-log';
import { CONFIG, keyFromFile, LOG, type Log, ORDER_LOG, retryForever } from '@tollgate/service';
import { DataSource } from 'typeorm';
import { Acquirer, lateApprovalOf } from './adapters/acquirer/acquirer.js';
import { AcquirerLink } from './adapters/acquirer/acquirer-link.js';
import { PaymentStream } from './adapters/payment-stream.js';
import { CardRows } from './adapters/postgres/card-rows.js';
import { dataKeyRows } from './adapters/postgres/data-key-rows.js';
import { CardEntity, DataKeyEntity, OpenReversalEntity } from './adapters/postgres/entities.js';
import { CreateVaultAndReversals1763900100000 } from './adapters/postgres/migrations/1763900100000-create-vault-and-reversals.js';
import { OpenReversals } from './adapters/postgres/open-reversals.js';
import { SerialNumbers } from './adapters/postgres/serial-numbers.js';
import { TerminalLease } from './adapters/postgres/terminal-lease.js';
import { askReplicaForCvc } from './adapters/vault/ask-replica-for-cvc.js';
import { CvcCache } from './adapters/vault/cvc-cache.js';
import { DataKeys } from './adapters/vault/data-keys.js';
import { Vault } from './adapters/vault/vault.js';
import type { AuthorizationConfig as Config } from './config.js';
import { AuthorizeOrder } from './consumers/authorize-order.js';
import { CaptureOrder } from './consumers/capture-order.js';
import { OrdersConsumer } from './consumers/orders.consumer.js';
import { OrdersUnderWay } from './consumers/orders-under-way.js';
import { ReverseOrder } from './consumers/reverse-order.js';
import { VaultResponder } from './consumers/vault.responder.js';

export const entities = [CardEntity, DataKeyEntity, OpenReversalEntity];
export const migrations = [CreateVaultAndReversals1763900100000];

/** What the house gives. */
interface Given {
  readonly config: Config;
  readonly log: Log;
  readonly orderLog: OrderLog;
  readonly database: DataSource;
  readonly requests: Requests;
}

const fromRuntime = (runtime: ModuleRef): Given => {
  const get = <T>(token: symbol | (new (...args: never[]) => T)): T => runtime.get(token, { strict: false });
  return {
    config: get(CONFIG),
    log: get(LOG),
    orderLog: get(ORDER_LOG),
    database: get(DataSource),
    requests: get(Requests),
  };
};

/** Everything authorization is made of, and how it begins and ends. */
class Room {
  readonly held = new CvcCache();
  readonly cards: CardRows;
  readonly terminal: TerminalLease;
  readonly link: AcquirerLink;
  readonly vault: Vault;
  readonly reversals: ReverseOrder;
  readonly authorizations: AuthorizeOrder;
  readonly captures: CaptureOrder;
  private readonly log: Log;

  constructor({ config, log, orderLog, database, requests }: Given) {
    const { TOLLGATE_POSTGRES_URL: url, TOLLGATE_VAULT_SYNCHRONOUS_COMMIT: synchronousCommit } = config;
    this.log = log;
    this.cards = new CardRows({ url, synchronousCommit });
    this.terminal = new TerminalLease(url);
    this.link = new AcquirerLink({
      host: config.TOLLGATE_ACQUIRER_HOST,
      port: config.TOLLGATE_ACQUIRER_PORT,
      timeoutMs: config.TOLLGATE_ACQUIRER_TIMEOUT_MS,
      echoEveryMs: config.TOLLGATE_ACQUIRER_ECHO_MS,
      log,
    });
    const keys = new DataKeys(keyFromFile(config.TOLLGATE_VAULT_KEY_FILE), dataKeyRows(database));
    this.vault = new Vault({ keys, shelf: this.cards, held: this.held, askForCvc: askReplicaForCvc(requests) });

    const stream = new PaymentStream(orderLog);
    const serials = SerialNumbers.ofSequence(database);
    const acquirerId = config.TOLLGATE_ACQUIRER_ID;
    const acquirer = new Acquirer({ link: this.link, serials, terminal: this.terminal, acquirerId });
    const underWay = new OrdersUnderWay();
    this.reversals = new ReverseOrder({ stream, acquirer, open: new OpenReversals(database), log, underWay });
    this.authorizations = new AuthorizeOrder({ stream, acquirer, vault: this.vault, reversals: this.reversals, underWay });
    this.captures = new CaptureOrder({ stream, acquirer });
  }

  /** Before any event comes: what an earlier life left open is taken over. */
  async open(): Promise<void> {
    this.link.open((message) => {
      const order = lateApprovalOf(message);
      if (order !== undefined) void retryForever('the database', this.log, () => this.reversals.reverseLateApproval(order));
    });
    await retryForever('the database', this.log, () => this.reversals.start());
  }

  async close(): Promise<void> {
    await this.reversals.stop();
    this.link.close();
    this.held.close();
    await Promise.all([this.cards.close(), this.terminal.close()]);
  }
}

@Module({
  controllers: [OrdersConsumer, VaultResponder],
  providers: [
    { provide: Room, inject: [ModuleRef], useFactory: (runtime: ModuleRef) => new Room(fromRuntime(runtime)) },
    { provide: AuthorizeOrder, inject: [Room], useFactory: (room: Room) => room.authorizations },
    { provide: CaptureOrder, inject: [Room], useFactory: (room: Room) => room.captures },
    { provide: Vault, inject: [Room], useFactory: (room: Room) => room.vault },
  ],
})
export class AuthorizationModule implements OnModuleInit, OnModuleDestroy {
  constructor(private readonly room: Room) {}

  onModuleInit(): Promise<void> {
    return this.room.open();
  }

  onModuleDestroy(): Promise<void> {
    return this.room.close();
  }
}
