import { parkingServices } from '@tollgate/contracts';
import { z } from 'zod';

const count = z.int().min(0);

const parkedEventSchema = z.strictObject({
  event: z.string().meta({ description: 'uuid' }),
  type: z.string(),
  order: z.string().nullable().meta({ description: 'Null for orders of stores that are none of yours' }),
  error: z.string().meta({ description: 'The kind of error and its place in the code' }),
  parkedAt: z.iso.datetime(),
});

export const upkeepSchema = z
  .strictObject({
    services: z.array(
      z.strictObject({
        service: z.string(),
        isAnswering: z.boolean(),
        parkedCount: count.nullable().meta({ description: 'Null where the service does not answer: it is not known' }),
        hasMore: z.boolean().meta({ description: 'It may have parked more than it lists' }),
        parked: z.array(parkedEventSchema).meta({ description: 'The newest fifty' }),
      }),
    ),
    bus: z
      .strictObject({
        messages: count,
        bytes: count,
        maxBytes: count.nullable().meta({ description: 'Null: no limit' }),
        consumers: z.array(
          z.strictObject({
            service: z.string(),
            pending: count.meta({ description: 'Events that were not delivered yet' }),
            unacknowledged: count.meta({ description: 'Delivered, and not acknowledged' }),
            redelivered: count.meta({ description: 'Of these, more than once' }),
          }),
        ),
      })
      .nullable()
      .meta({ description: 'Null where the bus does not answer' }),
    log: z
      .strictObject({ position: count, relayBehind: count })
      .nullable()
      .meta({ description: '`relayBehind`: so many events the relay has not looked at yet, 10,000 for more' }),
    reporting: z
      .strictObject({ position: count, behind: count.nullable() })
      .nullable()
      .meta({ description: 'How far reports follow the log; null where reporting does not answer' }),
  })
  .meta({ id: 'Upkeep' });

export const parkedParameters = z.object({ service: z.string().meta({ example: parkingServices[1] }) });

export const redrivenSchema = z
  .strictObject({
    service: z.string(),
    handled: count,
    failed: z.array(z.strictObject({ event: z.string(), type: z.string(), error: z.string() })),
    left: count.meta({ description: 'Those that time was too short for: ask again' }),
  })
  .meta({ id: 'Redriven' });
