import { requests } from '@tollgate/contracts';
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
import { settingsEntry, settingsOf } from './settings.ts';
import type { StartService } from './system.ts';

const POLL_MS = 5_000;
/** Nobody looks at the queue of reviews here. */
const noQueue = { add: async () => undefined, remove: async () => undefined };

export const startFraud: StartService = (process, system) => {
  const log = system.logOf(process);
  const settings = settingsOf(process, system, log);
  const dueWork = system.dueWorkOf(process);
  const { clock } = process;
  const lists = new ListsHandler(log, system.lists.of(process), clock);
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
  system.requests.answer(process, requests.addToList, (request) => lists.add(request));
  system.entries.set(process, settingsEntry(process, system, log, [settings, fraudSettings]));
  listen(process, system, handlersOf(new OrdersConsumer(assess), new ListsConsumer(lists), new LockoutsConsumer(lockouts)));
};
