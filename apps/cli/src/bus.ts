import { openBus, Requests } from '@tollgate/messaging';
import { findStack, need } from './stack.js';

const quiet = () => undefined;

/** The running stack's bus, for requests to its services. */
export const openRequests = async (): Promise<{ readonly ask: Requests; close(): Promise<void> }> => {
  const servers = need(findStack(), 'natsUrl');
  const bus = await openBus({ servers, service: 'cli', log: { debug: quiet, info: quiet, warn: quiet, error: quiet } });
  return { ask: new Requests(bus), close: () => bus.close() };
};
