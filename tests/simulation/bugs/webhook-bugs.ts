import type { RecordedTry } from '../../../services/notifications/dist/webhooks/deliveries.repository.js';
import { type Bug, replacing } from './bug.ts';

/** Bugs on the way from the log to merchants' servers. */
export const webhookBugs: readonly Bug[] = [
  {
    name: 'webhook-refused-is-sent',
    breaks: 'a webhook is recorded as received whatever its receiver answered',
    in: 'code',
    caughtBy: ['webhooks'],
    plants: {
      webhooks: (webhooks) =>
        replacing(webhooks, { record: (one: RecordedTry) => webhooks.record({ ...one, status: 'succeeded' }) }),
    },
  },
  {
    name: 'webhook-overtakes',
    breaks: 'an endpoint that wants an order’s events in their order is sent whatever is due',
    in: 'code',
    caughtBy: ['webhooks'],
    plants: {
      webhooks: (webhooks) =>
        replacing(webhooks, {
          byId: async (id: string) => {
            const endpoint = await webhooks.byId(id);
            return endpoint && { ...endpoint, isOrdered: false };
          },
        }),
    },
  },
];
