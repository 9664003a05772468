import { Inject, Module, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { systemRandom } from '@tollgate/crypto';
import type { Clock } from '@tollgate/errors';
import { EffectRunner, type OrderLog } from '@tollgate/order-log';
import { type DueWork, DueWorkRunner, PostgresDueWork } from '@tollgate/postgres';
import { CLOCK, LOG, type Log, Metrics, ORDER_LOG, retryForever, withSpan } from '@tollgate/service';
import { SettingsStore } from '@tollgate/settings';
import { DataSource } from 'typeorm';
import { AuthorizeConsumer } from '../authorize/authorize.consumer.js';
import { ORPHANED_AFTER_MS } from '../authorize/authorize-effect.handler.js';
import { AuthorizeOrderHandler } from '../authorize/authorize-order.handler.js';
import { openIntents } from '../authorize/open-intents.repository.js';
import { CaptureConsumer } from '../capture/capture.consumer.js';
import { CreditConsumer } from '../credit/credit.consumer.js';
import { ExpireAuthorizationHandler } from '../expire/expire-authorization.handler.js';
import { ProcessorRegistry } from '../processors/processor-registry.js';
import { ProcessorsModule } from '../processors/processors.module.js';
import { TerminalLease } from '../processors/terminal/terminal-lease.store.js';
import { RefundConsumer } from '../refund/refund.consumer.js';
import { ReversalsHandler } from '../reverse/reversals.handler.js';
import { ReverseAuthorizationHandler } from '../reverse/reverse-authorization.handler.js';
import { ChooseProcessorHandler } from '../settings/choose-processor.handler.js';
import { processorSettings } from '../settings/processor-settings.schema.js';
import { Vault } from '../vault/vault.handler.js';
import { VaultModule } from '../vault/vault.module.js';
import { VoidConsumer } from '../void/void.consumer.js';
import { PerformOperationHandler } from './perform-operation.handler.js';

const SCHEMA = 'authorization';

/** All that a payment's handlers are made of, put together once. */
interface Parts {
  readonly log: OrderLog;
  readonly effects: EffectRunner;
  readonly dueWork: DueWork;
  readonly processors: ProcessorRegistry;
  readonly clock: Clock;
  readonly logger: Log;
}
const PARTS = Symbol('PAYMENT_PARTS');
// biome-ignore lint/complexity/useMaxParams: Nest hands over what `inject` names, one by one
const partsOf = (log: OrderLog, database: DataSource, processors: ProcessorRegistry, clock: Clock, logger: Log): Parts => ({
  log,
  effects: new EffectRunner({ log, inSpan: (name, traceparent, work) => withSpan(name, traceparent, () => work()) }),
  dueWork: new PostgresDueWork({ database, schema: SCHEMA, clock }),
  processors,
  clock,
  logger,
});

const reversalsOf = ({ dueWork, clock }: Parts): ReversalsHandler => new ReversalsHandler({ dueWork, clock });
const expiryOf = ({ log, dueWork, clock }: Parts): ExpireAuthorizationHandler =>
  new ExpireAuthorizationHandler({ log, dueWork, clock });
const choiceOf = ({ processors }: Parts, settings: SettingsStore): ChooseProcessorHandler =>
  new ChooseProcessorHandler(processors, (scope) => settings.current(processorSettings, scope));

const authorizationsOf = (
  { log, effects, clock }: Parts,
  cards: Vault,
  { reversals, expiry, processors }: Pick<AuthorizationServices, 'reversals' | 'expiry' | 'processors'>,
): AuthorizeOrderHandler => new AuthorizeOrderHandler({ log, effects, cards, clock, reversals, expiry, processors });

interface AuthorizationServices {
  readonly reversals: ReversalsHandler;
  readonly expiry: ExpireAuthorizationHandler;
  readonly processors: ChooseProcessorHandler;
}

const SERVICES = Symbol('AUTHORIZATION_SERVICES');

/** What happens to the money of an order. */
@Module({
  imports: [ProcessorsModule, VaultModule],
  controllers: [AuthorizeConsumer, CaptureConsumer, VoidConsumer, RefundConsumer, CreditConsumer],
  providers: [
    { provide: PARTS, inject: [ORDER_LOG, DataSource, ProcessorRegistry, CLOCK, LOG], useFactory: partsOf },
    {
      provide: SERVICES,
      inject: [PARTS, SettingsStore],
      useFactory: (parts: Parts, settings: SettingsStore): AuthorizationServices => ({
        reversals: reversalsOf(parts),
        expiry: expiryOf(parts),
        processors: choiceOf(parts, settings),
      }),
    },
    { provide: AuthorizeOrderHandler, inject: [PARTS, Vault, SERVICES], useFactory: authorizationsOf },
    {
      provide: PerformOperationHandler,
      inject: [PARTS, Vault, SERVICES],
      useFactory: (parts: Parts, cards: Vault, { processors: choice }: AuthorizationServices) =>
        new PerformOperationHandler({ ...parts, credits: { choice, cards } }),
    },
    {
      provide: ReverseAuthorizationHandler,
      inject: [PARTS],
      useFactory: (parts: Parts) => new ReverseAuthorizationHandler(parts),
    },
  ],
})
export class PaymentModule implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly dueWork: DueWorkRunner;

  // biome-ignore lint/complexity/useMaxParams: Nest injects by parameter
  constructor(
    @Inject(PARTS) private readonly parts: Parts,
    @Inject(SERVICES) private readonly services: AuthorizationServices,
    private readonly database: DataSource,
    private readonly terminal: TerminalLease,
    metrics: Metrics,
    private readonly operations: PerformOperationHandler,
    reversal: ReverseAuthorizationHandler,
  ) {
    const { dueWork, clock, logger, processors } = parts;
    const handled = metrics.counter('due_work_handled_total', 'Due work handled, by kind and outcome', ['kind', 'outcome']);
    this.dueWork = new DueWorkRunner({
      dueWork,
      handlers: [services.expiry, operations, reversal],
      clock,
      random: systemRandom,
      onHandled: ({ kind, outcome }) => handled.inc({ kind, outcome }),
      onFailure: (error, item) => logger.warn({ error, kind: item?.kind, key: item?.key }, 'due work failed and comes again'),
    });
    for (const processor of processors.all) processor.onLateApproval(({ order }) => this.reverseLate(order));
  }

  /** Before any message comes: what a dead replica left open is taken over. */
  async onApplicationBootstrap(): Promise<void> {
    await retryForever('the database', this.parts.logger, () => this.takeOver());
    this.dueWork.start();
  }

  async onModuleDestroy(): Promise<void> {
    await this.dueWork.stop();
  }

  private reverseLate(order: string): void {
    const { logger } = this.parts;
    logger.warn({ order }, 'an approval came too late and is reversed');
    retryForever('the database', logger, () => this.services.reversals.oweLate(order)).catch((error: unknown) =>
      logger.error({ order, error }, 'the reversal of an approval that came too late could not be noted: money stays held'),
    );
  }

  /** A request of our own terminal is an earlier life's, which is over; another one may still be waited for by its replica. */
  private async takeOver(): Promise<void> {
    const { clock, logger } = this.parts;
    const { reversals } = this.services;
    await this.operations.takeOverHeldCards();
    const intents = await openIntents(this.database);
    if (intents.length === 0) return;
    logger.warn({ count: intents.length }, 'authorizations without outcome were found');
    const ownTerminal = await this.terminal.terminalId();
    for (const { order, requestedAt, terminalId } of intents) {
      const leftMs = requestedAt.getTime() + ORPHANED_AFTER_MS - clock.now().getTime();
      if (terminalId === ownTerminal) await reversals.oweAbandoned(order);
      else await reversals.owe(order, Math.max(0, leftMs));
    }
  }
}
