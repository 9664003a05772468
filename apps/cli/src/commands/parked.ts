import {
  eventKinds,
  isEventType,
  ListParkedRequestSchema,
  ListParkedResponseSchema,
  MAX_PARKED_LISTED,
  type ParkedEvent,
  parkingServices,
  RedriveParkedRequestSchema,
  RedriveParkedResponseSchema,
  requests,
  toPublicId,
} from '@tollgate/contracts';
import { TransientError } from '@tollgate/errors';
import Table from 'cli-table3';
import { answerOf, openRequests } from '../bus.js';
import { CannotCheck } from '../stack.js';

/** What a service has parked; undefined where it does not answer. */
export type ParkedBy = ReadonlyMap<string, readonly ParkedEvent[] | undefined>;

/** X3: 0 nothing is parked, 1 something is, 2 nothing is known to be, and a service did not answer. */
export const parkedExitCode = (parked: ParkedBy): 0 | 1 | 2 => {
  const answers = [...parked.values()];
  if (answers.some((events) => events !== undefined && events.length > 0)) return 1;
  return answers.includes(undefined) ? 2 : 0;
};

/** What an event is about, as the operator knows it. */
const subjectOf = ({ type, order }: ParkedEvent): string =>
  isEventType(type) && eventKinds[type].subject !== 'order' ? order : toPublicId('ord', order);

/** `tollgate parked`: what the services could not handle and put aside. */
export const parkedCommand = async ({ redrive }: { readonly redrive?: string }): Promise<number> => {
  const bus = await openRequests();
  try {
    if (redrive !== undefined) return await redriveAll(bus, redrive);
    const parked: ParkedBy = new Map(
      await Promise.all(parkingServices.map(async (service) => [service, await listOf(bus, service)] as const)),
    );
    return show(parked);
  } finally {
    await bus.close();
  }
};

const show = (parked: ParkedBy): number => {
  const head = ['service', 'event', 'subject', 'type', 'error', 'parked at'];
  const table = new Table({ head, style: { head: [], border: [] } });
  for (const [service, events = []] of parked) {
    for (const one of events) table.push([service, one.event, subjectOf(one), one.type, one.error, one.parkedAt]);
  }
  if (table.length > 0) console.log(`${table.toString()}\n\nonce the cause is mended: tollgate parked --redrive SERVICE`);
  for (const [service, events = []] of parked)
    if (events.length >= MAX_PARKED_LISTED) console.log(`${service} lists ${events.length}, and may have parked more`);
  const silent = [...parked].filter(([, events]) => events === undefined).map(([service]) => service);
  for (const service of silent) console.error(`? ${service} does not answer: what it parked is not known`);
  const code = parkedExitCode(parked);
  if (code === 0) console.log('✓ nothing is parked');
  return code;
};

type OpenRequests = Awaited<ReturnType<typeof openRequests>>;

const listOf = async ({ ask }: OpenRequests, service: string): Promise<readonly ParkedEvent[] | undefined> => {
  try {
    const listed = { limit: MAX_PARKED_LISTED };
    return (await ask.request(requests.listParked(service), ListParkedRequestSchema, ListParkedResponseSchema, listed)).events;
  } catch (error) {
    if (!(error instanceof TransientError)) throw error;
    return undefined;
  }
};

/** Throws CannotCheck for what is no service, or needs another remedy. */
const checkRedrivable = (service: string): void => {
  if (!(parkingServices as readonly string[]).includes(service))
    throw new CannotCheck(`there is no service ${service}; there are ${parkingServices.join(', ')}`);
  if (service === 'reporting') throw new CannotCheck('what reporting parked is brought in by: tollgate rebuild');
};

const redriveAll = async (bus: OpenRequests, service: string): Promise<number> => {
  checkRedrivable(service);
  const events = await listOf(bus, service);
  if (events === undefined) throw new CannotCheck(`${service} does not answer`);
  let failed = 0;
  for (const { event, type } of events) {
    const { isHandled, error } = await answerOf(service, () =>
      bus.ask.request(requests.redriveParked(service), RedriveParkedRequestSchema, RedriveParkedResponseSchema, { event }),
    );
    console.log(`${isHandled ? '✓' : '✗'} ${type} ${event}${isHandled ? '' : `: ${error}`}`);
    failed += isHandled ? 0 : 1;
  }
  return failed === 0 ? 0 : 1;
};
