import { AddToListRequestSchema, create, requests } from '@tollgate/contracts';
import { DueWorkRunner } from '@tollgate/postgres';
import { AssessHandler } from '../../../services/fraud/dist/assess/assess.handler.js';
import { OrdersConsumer } from '../../../services/fraud/dist/assess/orders.consumer.js';
import { ListsConsumer } from '../../../services/fraud/dist/lists/lists.consumer.js';
import { ListsHandler } from '../../../services/fraud/dist/lists/lists.handler.js';
import { LockoutsConsumer } from '../../../services/fraud/dist/lockouts/lockouts.consumer.js';
import { LockoutsHandler } from '../../../services/fraud/dist/lockouts/lockouts.handler.js';
import { REVIEW_DEADLINE, ReviewHandler } from '../../../services/fraud/dist/review/review.handler.js';
import { fraudSettings } from '../../../services/fraud/dist/settings/fraud-settings.schema.js';
import { handlersOf, listen, loggerOf } from './nest.ts';
import { type SettingsEntry, settingsEntry, settingsOf } from './settings.ts';
import type { StartService } from './system.ts';

const POLL_MS = 5_000;
/** Nobody looks at the queue of reviews here. */
const noQueue = { add: async () => undefined, remove: async () => undefined };

/** Where merchants set the area `fraud`, and block goods. */
export interface FraudEntry extends SettingsEntry {
  block(merchant: string, sku: string, command: string): Promise<object>;
}

const wishOf = (merchant: string, sku: string, command: string) =>
  create(AddToListRequestSchema, {
    merchant,
    mode: 'test',
    list: 'block',
    wishes: [{ kind: 'sku', name: sku, label: sku }],
    command,
    correlation: command,
  });

export const startFraud: StartService = (process, system) => {
  const log = system.logOf(process);
  const settings = settingsOf(process, system, log);
  const dueWork = system.dueWorkOf(process);
  const { clock } = process;
  const lists = new ListsHandler(log, system.part('lists', system.lists.of(process), process), clock);
  const lockouts = new LockoutsHandler(log, settings, system.attempts.failuresOf(process), lists, clock);
  const reviews = new ReviewHandler(log, dueWork, noQueue, clock);
  const assess = new AssessHandler(log, settings, system.attempts.of(process), reviews, lockouts, clock);
  const logger = loggerOf(process, system);
  new DueWorkRunner({
    dueWork,
    handlers: [{ kind: REVIEW_DEADLINE, handle: (item) => reviews.end(item) }],
    clock,
    random: system.world.random,
    pollMs: POLL_MS,
    onFailure: (error) => logger.warn({ error }, 'a review could not be ended'),
  }).start();
  system.requests.answer(process, requests.resolveReview, (request) => reviews.resolve(request));
  system.requests.answer(process, requests.findBlocked, async (request) => ({
    kinds: await lists.blocked(request),
  }));
  const entry: FraudEntry = {
    ...settingsEntry(process, system, log, [settings, fraudSettings]),
    block: (merchant, sku, command) => lists.add(wishOf(merchant, sku, command)),
  };
  system.entries.set(process, entry);
  listen(process, system, handlersOf(new OrdersConsumer(assess), new ListsConsumer(lists), new LockoutsConsumer(lockouts)));
};
