import { merchantEventTypes } from '@tollgate/contracts';
import { z } from 'zod';
import { listSchema } from '../http/paging.js';
import { plainText } from '../validation/fields.schema.js';

const eventTypes = merchantEventTypes as readonly [string, ...string[]];

const url = z.string().max(2_000).meta({
  description: 'https, to a public address, at port 443 or one that the operator allows',
  example: 'https://shop.example/hook',
});
const events = z
  .array(z.enum(eventTypes))
  .max(eventTypes.length)
  .meta({ description: 'Types of events, e.g. `PaymentCaptured`; [] is all of them', example: ['PaymentCaptured'] });
const isOrdered = z.boolean().meta({
  description: 'An order’s events one after the other: the next is sent once the one before was taken, or given up. Slower.',
});
const description = z.union([z.literal(''), plainText(200)]);
const isEnabled = z.boolean();
const signature = z.enum(['hmac', 'ed25519']).meta({
  description:
    'By a secret that both know (`whsec_…`, `v1`), or by a key whose public half is enough to verify it (`whpk_…`, `v1a`)',
});

export const newEndpointSchema = z
  .strictObject({
    url,
    events: events.default([]),
    isOrdered: isOrdered.default(false),
    signature: signature.default('hmac'),
    description: description.default(''),
    isEnabled: isEnabled.default(true),
  })
  .meta({ id: 'NewWebhookEndpoint' });
export type NewEndpointBody = z.infer<typeof newEndpointSchema>;

export const endpointChangeSchema = z
  .strictObject({
    url: url.optional(),
    events: events.optional(),
    isOrdered: isOrdered.optional(),
    description: description.optional(),
    isEnabled: isEnabled.optional(),
  })
  .meta({ id: 'WebhookEndpointChange' });
export type EndpointChangeBody = z.infer<typeof endpointChangeSchema>;

const moment = z.iso.datetime({ offset: true, error: 'invalid_time' });

export const replaySchema = z
  .strictObject({
    from: moment.meta({ description: 'When it was recorded, at the earliest', example: '2026-11-27T00:00:00Z' }),
    to: moment.meta({ description: 'Before that; at most 31 days later' }),
  })
  .meta({ id: 'WebhookReplay' });
export type ReplayBody = z.infer<typeof replaySchema>;

export const endpointParameters = z.object({ id: z.string().meta({ example: 'whe_01890a5dac9680008000b302099a8057' }) });
export const deliveryParameters = z.object({ id: z.string().meta({ example: 'whd_01890a5dac9680008000b302099a8057' }) });

export const deliveryListSchema = listSchema.extend({
  endpoint: z.string().max(40).default('').meta({ description: 'Of this endpoint alone: `whe_…`' }),
  order: z.string().max(40).default('').meta({ description: 'Of this order alone: `ord_…`' }),
  status: z.enum(['pending', 'succeeded', 'failed']).optional(),
});
export type DeliveryListQuery = z.infer<typeof deliveryListSchema>;

const time = z.iso.datetime();

export const endpointAnswerSchema = z
  .strictObject({
    id: z.string().meta({ example: 'whe_01890a5dac9680008000b302099a8057' }),
    url: z.string(),
    events: z.array(z.string()),
    isOrdered: z.boolean(),
    signature: z.enum(['hmac', 'ed25519']),
    description: z.string(),
    isEnabled: z.boolean(),
    status: z.enum(['active', 'failing', 'disabled', 'gone']).meta({ description: '`gone`: it answered 410, and is disabled' }),
    failingSince: time.nullable(),
    pausedUntil: time.nullable().meta({ description: 'Nothing is tried before that, as too much failed in a row' }),
    publicKey: z.string().nullable().meta({ description: '`whpk_…`, of ed25519' }),
    secret: z.string().nullable().meta({ description: '`whsec_…`, of hmac: shown when it is made, and never again' }),
    previousKeyUntil: time.nullable().meta({ description: 'Until then the key before signs, too' }),
    createdAt: time,
    failures: z.int().meta({ description: 'In a row' }),
    lastTry: z
      .strictObject({ at: time, answerStatus: z.int().nullable(), problem: z.string().nullable() })
      .nullable()
      .meta({ description: 'What came back last: the status of the answer, or why there was none' }),
  })
  .meta({ id: 'WebhookEndpoint' });

const deliveryFields = {
  id: z.string().meta({ example: 'whd_01890a5dac9680008000b302099a8057' }),
  endpoint: z.string(),
  event: z.string().meta({ description: '`evt_…`: the header `webhook-id`, the same however often it is sent' }),
  order: z.string().nullable(),
  type: z.string(),
  sequence: z.int().nullable().meta({ description: 'The event’s place among its order’s, from 1' }),
  status: z.enum(['pending', 'succeeded', 'failed']),
  tries: z.int(),
  nextAt: time.nullable(),
  createdAt: time,
  endedAt: time.nullable(),
  answerStatus: z.int().nullable().meta({ description: 'Of the last try' }),
  problem: z.string().nullable().meta({ description: 'Why there was no answer, e.g. `timeout`, `address_not_public`' }),
};

export const deliveryAnswerSchema = z.strictObject(deliveryFields).meta({ id: 'WebhookDelivery' });

export const wholeDeliverySchema = z
  .strictObject({
    ...deliveryFields,
    body: z.string().meta({ description: 'What is sent, to the byte' }),
    attempts: z
      .array(
        z.strictObject({
          number: z.int(),
          at: time,
          tookMs: z.int(),
          url: z.string(),
          requestHeaders: z.record(z.string(), z.string()),
          answerStatus: z.int().nullable(),
          answerBody: z.string().meta({ description: 'Its first 4,096 bytes' }),
          problem: z.string().nullable(),
        }),
      )
      .meta({ description: 'The newest 50, the first of them first' }),
  })
  .meta({ id: 'WebhookDeliveryWithAttempts' });

export const eventTypesSchema = z.strictObject({ data: z.array(z.string()) }).meta({ id: 'WebhookEventTypes' });
