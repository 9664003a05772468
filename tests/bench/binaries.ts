import { dirname } from 'node:path';
import { findGoServer, natsServer } from '../../scripts/servers/go-server.ts';
import { findPostgres } from '../../scripts/servers/postgres.ts';

/** The same servers as ours, so that the yardstick differs in nothing but the pipeline. */
export const natsBinary = (): Promise<string> => findGoServer(natsServer, console.error);
export const postgresBinDir = async (): Promise<string> => dirname((await findPostgres()).postgres);
