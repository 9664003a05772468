import { type Bus, openBus, Requests } from '@tollgate/messaging';
import { findStack, need, type StackAddress } from './stack.js';

const quiet = () => undefined;

/** The running stack's bus. */
export const openCliBus = (stack: StackAddress): Promise<Bus> =>
  openBus({ servers: need(stack, 'natsUrl'), service: 'cli', log: { debug: quiet, info: quiet, warn: quiet, error: quiet } });

/** The same, for requests to its services. */
export const openRequests = async (): Promise<{ readonly ask: Requests; close(): Promise<void> }> => {
  const bus = await openCliBus(findStack());
  return { ask: new Requests(bus), close: () => bus.close() };
};
