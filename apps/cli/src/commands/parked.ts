import {
  ListParkedRequestSchema,
  ListParkedResponseSchema,
  RedriveParkedRequestSchema,
  RedriveParkedResponseSchema,
  requests,
  toPublicId,
} from '@tollgate/contracts';
import { TransientError } from '@tollgate/errors';
import Table from 'cli-table3';
import { openRequests } from '../bus.js';

export const services = ['tax-shipping', 'fraud', 'authorization', 'esd-delivery', 'notifications'] as const;

/** `tollgate parked`: what the services could not handle and put aside; exit code 1 when there is something. */
export const parkedCommand = async ({ redrive }: { readonly redrive?: string }): Promise<number> => {
  const bus = await openRequests();
  try {
    if (redrive !== undefined) return await redriveAll(bus, redrive);
    const table = new Table({
      head: ['service', 'event', 'order', 'type', 'error', 'parked at'],
      style: { head: [], border: [] },
    });
    for (const service of services) {
      for (const one of await listOf(bus, service)) {
        table.push([service, one.event, toPublicId('ord', one.order), one.type, one.error, one.parkedAt]);
      }
    }
    console.log(
      table.length === 0
        ? '✓ nothing is parked'
        : `${table.toString()}\n\nonce the cause is mended: tollgate parked --redrive SERVICE`,
    );
    return table.length === 0 ? 0 : 1;
  } finally {
    await bus.close();
  }
};

type OpenRequests = Awaited<ReturnType<typeof openRequests>>;

const listOf = async ({ ask }: OpenRequests, service: string) => {
  try {
    return (await ask.request(requests.listParked(service), ListParkedRequestSchema, ListParkedResponseSchema, { limit: 1000 }))
      .events;
  } catch (error) {
    if (!(error instanceof TransientError)) throw error;
    console.error(`${service} does not answer`);
    return [];
  }
};

const redriveAll = async (bus: OpenRequests, service: string): Promise<number> => {
  let failed = 0;
  for (const { event, type } of await listOf(bus, service)) {
    const answer = await bus.ask.request(
      requests.redriveParked(service),
      RedriveParkedRequestSchema,
      RedriveParkedResponseSchema,
      { event },
    );
    console.log(`${answer.isHandled ? '✓' : '✗'} ${type} ${event}${answer.isHandled ? '' : `: ${answer.error}`}`);
    failed += answer.isHandled ? 0 : 1;
  }
  return failed === 0 ? 0 : 1;
};
