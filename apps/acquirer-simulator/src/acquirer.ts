import { AcquirerServer, type Log } from './adapters/acquirer-server.js';
import { Journal } from './adapters/journal.js';
import type { Config } from './config.js';
import { Book } from './domain/book.js';

export type Acquirer = { readonly port: number; stop(): Promise<void> };

/** Reads the journal, then takes links: nothing is answered before all is remembered. */
export const startAcquirer = async (config: Config, log: Log): Promise<Acquirer> => {
  const book = new Book();
  const journal = await Journal.open(config.journalFile, book);
  const server = new AcquirerServer({ book, journal, delays: config, log });
  const port = await server.listen(config.port, config.host);
  const stop = async (): Promise<void> => {
    await server.stop();
    journal.close();
  };
  return { port, stop };
};
