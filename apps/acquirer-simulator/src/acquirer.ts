import { type AcquirerProfile, compileCodec } from '@tollgate/iso8583';
import { Book } from './books/book.js';
import { Journal } from './books/journal.store.js';
import type { Config } from './config.js';
import { AcquirerServer } from './link/acquirer-server.js';
import type { Log } from './link/bank.js';

export type Acquirer = { readonly port: number; stop(): Promise<void> };

/** Reads the journal, then takes links: nothing is answered before all is remembered. */
export const startAcquirer = async (config: Config, log: Log): Promise<Acquirer> => {
  const book = new Book();
  const journal = await Journal.open(config.journalFile, book);
  const profile = asHost(config.profile);
  const server = new AcquirerServer({ book, journal, profile, codec: compileCodec(profile.wire), delays: config, log });
  const port = await server.listen(config.port, config.host);
  const stop = async (): Promise<void> => {
    await server.stop();
    journal.close();
  };
  return { port, stop };
};

const TPDU = /^(..)(....)(....)$/;

/** The profile from the host's side: a TPDU comes back with its addresses exchanged. */
const asHost = (profile: AcquirerProfile): AcquirerProfile => {
  const { framing } = profile.wire;
  const header = framing.header.replace(TPDU, '$1$3$2');
  return { ...profile, wire: { ...profile.wire, framing: { ...framing, header } } };
};
