import { ApplyPageHandler } from '../../../services/reporting/dist/projection/apply-page.handler.js';
import { loggerOf, parkedOf, standIn } from './nest.ts';
import type { StartService } from './system.ts';

const PAGE = 50;
const POLL_MS = 1_000;

/** Every replica follows the log at once, which must be safe, although only one does as long as its lease stands. */
export const startReporting: StartService = (process, system) => {
  const generations = system.part('generations', system.generations.of(process), process);
  const logger = loggerOf(process, system);
  const orders = system.logOf(process);
  const applierOf = () =>
    new ApplyPageHandler({ orders, generations: standIn(generations), parked: parkedOf(process, system), log: standIn(logger) });
  let applier = applierOf();
  const turn = async (): Promise<void> => {
    try {
      const [live] = await generations.all();
      if (live !== undefined) await applier.advance(live, PAGE);
    } catch (error) {
      applier = applierOf();
      logger.warn({ error }, 'reports wait for the log');
    }
    setTimeout(() => void turn(), POLL_MS);
  };
  void turn();
};
