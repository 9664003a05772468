import { invariant } from '@tollgate/errors';
import type { WebhookStore } from './webhook-endpoints.repository.js';

/** Every request for webhooks names whose it is. */
export const storeOf = (store: WebhookStore | undefined): WebhookStore => {
  invariant(store !== undefined, 'a request for webhooks names its store');
  return { merchant: store.merchant, mode: store.mode };
};
