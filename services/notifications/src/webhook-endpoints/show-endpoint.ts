import type { MessageInitShape, WebhookEndpointSchema } from '@tollgate/contracts';
import type { WebhookEndpointRecord } from './webhook-endpoint.entity.js';

type ShownEndpoint = MessageInitShape<typeof WebhookEndpointSchema>;

const statusOf = ({ isEnabled, isGone, failingSince }: WebhookEndpointRecord): string => {
  if (!isEnabled) return isGone ? 'gone' : 'disabled';
  return failingSince === null ? 'active' : 'failing';
};

const later = (time: Date | null, now: Date): string => (time !== null && time > now ? time.toISOString() : '');

/** An endpoint as it is told; its secret only where it is given. */
export const showEndpoint = (endpoint: WebhookEndpointRecord, now: Date, secret = ''): ShownEndpoint => ({
  id: endpoint.id,
  url: endpoint.url,
  events: endpoint.events,
  isOrdered: endpoint.isOrdered,
  signature: endpoint.signature,
  description: endpoint.description,
  isEnabled: endpoint.isEnabled,
  status: statusOf(endpoint),
  failingSince: endpoint.failingSince?.toISOString() ?? '',
  pausedUntil: later(endpoint.pausedUntil, now),
  publicKey: endpoint.publicKey,
  secret,
  previousKeyUntil: later(endpoint.previousKeyUntil, now),
  createdAt: endpoint.createdAt.toISOString(),
  failures: endpoint.failures,
  lastTryAt: endpoint.lastTryAt?.toISOString() ?? '',
  lastAnswerStatus: endpoint.lastAnswerStatus,
  lastProblem: endpoint.lastProblem,
});
