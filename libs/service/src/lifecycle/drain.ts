import type { Log } from '../telemetry/logger.js';

const graceMs = 8_000;

/** Ends the process on SIGTERM and SIGINT once everything under way is done, and after 8 s in any case: what was not
 *  acknowledged by then comes again, to another replica or the next start. */
export const endOnSignal = (service: { stop(): Promise<void> }, log: Log): void => {
  let isEnding = false;
  const end = (signal: NodeJS.Signals) => {
    if (isEnding) return;
    isEnding = true;
    log.info({ signal }, 'draining');
    const tooLate = setTimeout(() => {
      log.error({ graceMs }, 'could not drain in time');
      process.exit(1);
    }, graceMs);
    tooLate.unref();
    service.stop().then(
      () => process.exit(0),
      (error: unknown) => {
        log.error({ error }, 'could not drain');
        process.exit(1);
      },
    );
  };
  process.on('SIGTERM', end);
  process.on('SIGINT', end);
};
