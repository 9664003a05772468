import { parentPort, workerData } from 'node:worker_threads';
import { invariant } from '@tollgate/errors';
import { toKnownError } from '@tollgate/postgres';
import { type FillRange, FillRangeHandler } from './fill-range.handler.js';

/** A thread that fills a range of subjects into the tables of a generation, and tells after each slice what it did: the service itself answers
 *  requests meanwhile. */
const run = async (): Promise<void> => {
  invariant(parentPort !== null, 'a worker has a parent');
  const port = parentPort;
  const filler = new FillRangeHandler(workerData as FillRange);
  try {
    await filler.run((done) => port.postMessage(done));
  } catch (error) {
    throw toKnownError(error);
  } finally {
    await filler.close();
  }
};

await run();
