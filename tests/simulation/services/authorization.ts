import { requests } from '@tollgate/contracts';
import { EffectRunner } from '@tollgate/order-log';
import { SettingsHandler } from '@tollgate/settings';
import { AuthorizeConsumer } from '../../../services/authorization/dist/authorize/authorize.consumer.js';
import { AuthorizeOrderHandler } from '../../../services/authorization/dist/authorize/authorize-order.handler.js';
import { CaptureConsumer } from '../../../services/authorization/dist/capture/capture.consumer.js';
import { CreditConsumer } from '../../../services/authorization/dist/credit/credit.consumer.js';
import { ExpireAuthorizationHandler } from '../../../services/authorization/dist/expire/expire-authorization.handler.js';
import { PaymentModule } from '../../../services/authorization/dist/operations/payment.module.js';
import { PerformOperationHandler } from '../../../services/authorization/dist/operations/perform-operation.handler.js';
import { ProcessorRegistry } from '../../../services/authorization/dist/processors/processor-registry.js';
import { RefundConsumer } from '../../../services/authorization/dist/refund/refund.consumer.js';
import { ReversalsHandler } from '../../../services/authorization/dist/reverse/reversals.handler.js';
import { ReverseAuthorizationHandler } from '../../../services/authorization/dist/reverse/reverse-authorization.handler.js';
import { ChooseProcessorHandler } from '../../../services/authorization/dist/settings/choose-processor.handler.js';
import { creditSettings } from '../../../services/authorization/dist/settings/credit-settings.schema.js';
import { processorSettings } from '../../../services/authorization/dist/settings/processor-settings.schema.js';
import { VaultResponder } from '../../../services/authorization/dist/vault/vault.responder.js';
import { VoidConsumer } from '../../../services/authorization/dist/void/void.consumer.js';
import type { Process } from '../world/process.ts';
import { handlersOf, listen, loggerOf, noMetrics, standIn } from './nest.ts';
import { settingsEntry, settingsOf } from './settings.ts';
import type { StartService, System } from './system.ts';

/** The statement that finds authorizations without outcome: its twin over the log in memory. */
const openIntentsIn = (process: Process, system: System) => ({
  query: () =>
    process.effect('find open intents', () => {
      const last = new Map(
        system.store.events.filter(({ header }) => header.stream === 'payment').map((event) => [event.header.subject.id, event]),
      );
      return [...last.values()]
        .filter(({ type }) => type === 'AuthorizationRequested')
        .map(({ header }) => ({ order_id: header.subject.id, recorded_at: new Date(header.occurredAt), terminal_id: null }));
    }),
});

const vaultOf = (process: Process, system: System) => {
  const { vault, custody } = system.vaults.replica(process.name);
  process.onEnd(() => system.vaults.kill(process.name));
  const responder = new VaultResponder(vault, custody, system.vaults.sealingKeys);
  system.requests.answer(process, requests.sealingKey, () => responder.sealingKey());
  system.requests.answer(process, requests.storeCard, (request) => responder.storeCard(request));
  return vault;
};

export const startAuthorization: StartService = (process, system) => {
  const log = system.logOf(process);
  const { clock } = process;
  const logger = loggerOf(process, system);
  const dueWork = system.dueWorkOf(process);
  const effects = new EffectRunner({ log });
  const processor = system.part('processor', system.acquirer.linkOf(process), process);
  const processors = new ProcessorRegistry([{ processor }]);
  const settings = settingsOf(process, system, log);
  const parts = { log, effects, processors, dueWork, clock, logger };
  const expiry = new ExpireAuthorizationHandler(parts);
  const reversals = system.part('reversals', new ReversalsHandler(parts), process);
  const choice = new ChooseProcessorHandler(processors, (scope) => settings.current(processorSettings, scope));
  const cards = vaultOf(process, system);
  const authorize = new AuthorizeOrderHandler({ log, effects, cards, clock, reversals, expiry, processors: choice });
  const authorizations = system.part('authorizations', authorize, process);
  const operations = new PerformOperationHandler({ ...parts, credits: { choice, cards } });
  const reversal = new ReverseAuthorizationHandler(parts);
  const module = new PaymentModule(
    standIn(parts),
    { reversals, expiry, processors: choice },
    standIn(openIntentsIn(process, system)),
    standIn({ terminalId: async () => 'TG000001' }),
    standIn(noMetrics),
    operations,
    reversal,
  );
  system.entries.set(process, settingsEntry(process, system, log, [settings, creditSettings]));
  const told = new SettingsHandler({ log, hints: system.hints.of(process), store: settings });
  system.requests.answer(process, requests.getSettings('credits'), (request) => told.get(creditSettings, request));
  const consumers = [
    new AuthorizeConsumer(authorizations),
    new CaptureConsumer(operations),
    new VoidConsumer(operations),
    new RefundConsumer(operations),
    new CreditConsumer(operations),
  ];
  void module.onApplicationBootstrap().then(() => listen(process, system, handlersOf(...consumers)));
};
