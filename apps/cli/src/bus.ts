import { connect } from 'node:net';
import { TransientError } from '@tollgate/errors';
import { type Bus, openBus, Requests } from '@tollgate/messaging';
import { CannotCheck, findStack, need, type StackAddress } from './stack.js';

const quiet = () => undefined;
const REACH_MS = 5_000;

/** Whether a NATS server greets at an address: one that is stopped or frozen does not. Asked before the client is, which keeps its socket to
 *  one that says nothing, and with it the process. */
const greets = (server: string): Promise<boolean> => {
  const { hostname, port } = new URL(server.includes('://') ? server : `nats://${server}`);
  const socket = connect({ host: hostname.replace(/^\[|\]$/g, ''), port: Number(port || 4222) });
  return new Promise<boolean>((resolve) => {
    socket.setTimeout(REACH_MS, () => resolve(false));
    socket.once('data', (data) => resolve(data.toString('latin1').startsWith('INFO')));
    socket.once('error', () => resolve(false));
    socket.once('close', () => resolve(false));
  }).finally(() => socket.destroy());
};

/** The running stack's bus. Throws CannotCheck where none is in reach: services wait for their bus, a person at the command line does not. */
export const openCliBus = async (stack: StackAddress): Promise<Bus> => {
  const servers = need(stack, 'natsUrl');
  const isThere = await Promise.all(servers.split(',').map((server) => greets(server.trim())));
  if (!isThere.includes(true)) throw new CannotCheck('the bus is out of reach: NATS does not answer');
  const log = { debug: quiet, info: quiet, warn: quiet, error: quiet };
  return await openBus({ servers, service: 'cli', log, isWaiting: false }).catch((cause: unknown) => {
    throw new CannotCheck('the bus is out of reach', { cause });
  });
};

/** The same, for requests to its services. */
export const openRequests = async (): Promise<{ readonly ask: Requests; close(): Promise<void> }> => {
  const bus = await openCliBus(findStack());
  return { ask: new Requests(bus), close: () => bus.close() };
};

/** What a service answers. Throws CannotCheck, which names it, where it does not. */
export const answerOf = async <T>(service: string, ask: () => Promise<T>): Promise<T> => {
  try {
    return await ask();
  } catch (cause) {
    if (cause instanceof TransientError) throw new CannotCheck(`${service} does not answer`, { cause });
    throw cause;
  }
};
