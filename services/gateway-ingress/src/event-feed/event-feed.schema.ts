import { z } from 'zod';
import { listSchema } from '../http/paging.js';

export const feedQuerySchema = listSchema.extend({
  cursor: listSchema.shape.cursor.meta({
    description: 'The nextCursor of the page before; `latest`: from now on. Without one, from the first event',
  }),
});
export type FeedQuery = z.infer<typeof feedQuerySchema>;

const cloudEventSchema = z
  .strictObject({
    specversion: z.literal('1.0'),
    id: z.string().meta({ example: 'evt_01890a5dac9680008000b302099a8057' }),
    source: z.string().meta({ example: '/stores/mer_demo/test' }),
    type: z.string().meta({ example: 'PaymentCaptured' }),
    subject: z.string().optional().meta({ example: 'ord_01890a5dac96774bbcceb302099a8057' }),
    time: z.iso.datetime(),
    datacontenttype: z.literal('application/json'),
    sequence: z.string().optional().meta({ description: 'Its place among its order’s events', example: '0000000003' }),
    data: z.record(z.string(), z.unknown()),
  })
  .meta({ id: 'CloudEvent' });

export const feedPageSchema = z
  .strictObject({
    data: z.array(cloudEventSchema),
    nextCursor: z.string().meta({ description: 'Where to go on, also where there is nothing more yet' }),
    hasMore: z
      .boolean()
      .meta({ description: 'There may be more at once, also where this page is empty: it ends after a while of looking' }),
  })
  .meta({ id: 'EventPage' });
