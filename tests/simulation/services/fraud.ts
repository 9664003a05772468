import { requests } from '@tollgate/contracts';
import { DueWorkRunner } from '@tollgate/postgres';
import { AssessHandler } from '../../../services/fraud/dist/assess/assess.handler.js';
import { OrdersConsumer } from '../../../services/fraud/dist/assess/orders.consumer.js';
import { REVIEW_DEADLINE, ReviewHandler } from '../../../services/fraud/dist/review/review.handler.js';
import { fraudSettings } from '../../../services/fraud/dist/settings/fraud-settings.schema.js';
import { handlersOf, listen, loggerOf } from './nest.ts';
import { settingsEntry, settingsOf } from './settings.ts';
import type { StartService } from './system.ts';

const POLL_MS = 5_000;

export const startFraud: StartService = (process, system) => {
  const log = system.logOf(process);
  const settings = settingsOf(process, system, log);
  const dueWork = system.dueWorkOf(process);
  const { clock } = process;
  const reviews = new ReviewHandler(log, dueWork, clock);
  const assess = new AssessHandler(log, settings, system.attempts.of(process), reviews, clock);
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
  system.entries.set(process, settingsEntry(process, system, log, [settings, fraudSettings]));
  listen(process, system, handlersOf(new OrdersConsumer(assess)));
};
