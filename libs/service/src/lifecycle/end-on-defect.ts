import type { Log } from '../telemetry/logger.js';

/** Ends the process after an error that nobody handles, as Node does by itself; but what is said of it goes through the log, which names no card. */
export const endOnDefect = (log: Log): void => {
  const end = (error: unknown) => {
    log.fatal({ error }, 'nobody handles this error: the process ends');
    process.exit(1);
  };
  process.on('uncaughtException', end);
  process.on('unhandledRejection', end);
};
